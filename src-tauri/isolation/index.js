// A trip-wire between the page and the app: only known commands of a sane size pass. It checks
// nothing a command does not check itself. Throwing here would leave the page's call pending for
// ever, so what is refused is passed on under a name that no command has.
const COMMANDS = new Set([
  "app",
  "begin_install",
  "cancel_install",
  "catalog",
  "chart",
  "check_scope",
  "check_store",
  "clear_address",
  "confirm_store",
  "copy_text",
  "create_app",
  "delete_app",
  "delete_filter",
  "deletion_preview",
  "delivery_body",
  "event",
  "feed_page",
  "fetch_resource",
  "follow_feed",
  "install_link",
  "label_events",
  "labels",
  "note_event",
  "open_page",
  "pin_events",
  "previous_event",
  "probe_address",
  "prove_hook",
  "quit_app",
  "refuse_store",
  "register_hooks",
  "remove_store",
  "rename_app",
  "retry_vault",
  "save_filter",
  "saved_filters",
  "set_address",
  "set_credentials",
  "set_listener_port",
  "set_scopes",
  "set_trigger",
  "start_practice",
  "startup",
  "status",
  "stop_practice",
  "stores",
  "triggers",
  "unwatch",
  "watch_app",
  "watch_install",
  "watch_status",
]);
const LIMIT = 1_000_000;

window.__TAURI_ISOLATION_HOOK__ = (message) => {
  const known = COMMANDS.has(message.cmd) || message.cmd.startsWith("plugin:__TAURI_CHANNEL__|");
  const size = JSON.stringify(message.payload ?? null).length;
  return known && size <= LIMIT ? message : { ...message, cmd: "refused_by_isolation" };
};
