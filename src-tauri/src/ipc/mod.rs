//! What the page may ask: one thin file a page. A command takes plain values, makes one call into
//! core and gives plain values back; it decides nothing.

mod accounts;
mod actions;
mod address;
mod alerts;
mod apps;
mod catalog;
mod commands;
mod data;
mod desktop;
mod diagnosis;
mod error;
mod feed;
mod forwards;
mod history;
mod installs;
mod leaving;
mod marks;
mod orchestrations;
mod recovery;
mod rescue;
mod runs;
mod scopes;
mod sendings;
mod session;
mod setups;
mod status;
mod stores;
mod transfers;
mod triggers;

pub use commands::COMMANDS;
pub use error::IpcError;
pub use session::{Desktop, Session};

use tauri::Runtime;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

/// The commands with their types, for the window and for the generated bindings.
pub fn builder<R: Runtime>() -> Builder<R> {
    Builder::<R>::new()
        .disable_serde_phases()
        .error_handling(ErrorHandlingMode::Throw)
        .commands(collect_commands![
            accounts::add_account,
            accounts::replace_account,
            actions::action,
            actions::action_options,
            actions::actions,
            actions::call,
            actions::calls,
            actions::forget_calls,
            actions::look_for_call,
            actions::preview_action,
            actions::run_action,
            actions::settle_call,
            address::clear_address,
            address::forget_host_key,
            address::moved_callbacks,
            address::outages,
            address::set_address,
            address::set_listener_port,
            address::set_practice_address,
            address::ssh_public_key,
            address::test_address,
            address::tunnel_means,
            alerts::alert_settings,
            alerts::set_alert_settings,
            alerts::try_alert,
            apps::app,
            apps::create_app,
            apps::delete_app,
            apps::deletion_preview,
            apps::rename_app,
            apps::set_credentials,
            apps::watch_app,
            catalog::catalog,
            data::back_up,
            data::check_ledger,
            data::clear_events,
            data::clearing_preview,
            data::delete_backup,
            data::forget_backup,
            data::look_at_backup,
            data::look_at_kept_backup,
            data::remake_index,
            data::restore_backup,
            data::retention_preview,
            data::set_daily_backups,
            data::set_retention,
            data::stop_task,
            data::watch_data,
            desktop::choose_path,
            desktop::copy_text,
            desktop::has_tray,
            desktop::open_page,
            desktop::quit_app,
            desktop::stay_in_tray,
            desktop::wish_to_quit,
            diagnosis::compare_callback,
            diagnosis::diagnose,
            feed::chart,
            feed::delete_filter,
            feed::delivery_body,
            feed::event,
            feed::feed_page,
            feed::fetch_resource,
            feed::follow_feed,
            feed::payload_shape,
            feed::previous_event,
            feed::resource_looks,
            feed::save_filter,
            feed::saved_filters,
            forwards::check_forward_url,
            forwards::delete_forward_address,
            forwards::discard_forwards,
            forwards::forward_addresses,
            forwards::forwards,
            forwards::retry_forwards,
            forwards::save_forward_address,
            forwards::watch_forwards,
            history::export_history,
            history::history,
            installs::begin_install,
            installs::cancel_install,
            installs::install_link,
            installs::watch_install,
            leaving::pause_hooks,
            leaving::set_closing,
            leaving::stay,
            marks::label_events,
            marks::labels,
            marks::note_event,
            marks::pin_events,
            orchestrations::compare_versions,
            orchestrations::delete_orchestration,
            orchestrations::disable_orchestration,
            orchestrations::enable_orchestration,
            orchestrations::new_orchestration,
            orchestrations::orchestration,
            orchestrations::orchestration_palette,
            orchestrations::orchestration_version,
            orchestrations::orchestrations,
            orchestrations::order_orchestrations,
            orchestrations::preview_expression,
            orchestrations::publish_orchestration,
            orchestrations::sample_context,
            orchestrations::save_draft,
            orchestrations::set_orchestration_stores,
            orchestrations::starting_points,
            recovery::gaps,
            recovery::look_for_missed,
            recovery::stop_looking_for_missed,
            recovery::store_watermarks,
            rescue::look_at_rescue,
            rescue::rescue_ledger,
            runs::cancel_run,
            runs::dead_runs,
            runs::dismiss_dead_runs,
            runs::dismiss_run,
            runs::note_run,
            runs::replay_run,
            runs::requeue_dead_runs,
            runs::requeue_run,
            runs::resume_run,
            runs::run,
            runs::runs,
            runs::say_of_run,
            runs::start_by_hand,
            runs::try_out,
            scopes::check_scope,
            scopes::scope_facts,
            scopes::set_scopes,
            scopes::store_scopes,
            sendings::clear_fault,
            sendings::replay_events,
            sendings::set_fault,
            sendings::test_payload,
            sendings::test_trigger,
            setups::choose_setup,
            setups::export_setup,
            setups::take_setup,
            status::refusals,
            status::retry_vault,
            status::start_practice,
            status::startup,
            status::status,
            status::stop_practice,
            status::unwatch,
            status::watch_status,
            stores::check_store,
            stores::confirm_store,
            stores::refuse_store,
            stores::remove_store,
            stores::set_hook_emails,
            stores::store,
            stores::store_health,
            stores::store_rows,
            stores::stores,
            stores::sweep_stores,
            transfers::choose_import,
            transfers::count_events,
            transfers::export_events,
            transfers::import_events,
            transfers::show_export,
            triggers::prove_hook,
            triggers::register_hooks,
            triggers::set_fetching,
            triggers::set_trigger,
            triggers::triggers,
        ])
}
