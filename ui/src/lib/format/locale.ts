/** A language that `Intl` takes. Under LANG=C the webview calls its own "C", which `Intl` refuses. */
export const locale: string = (() => {
  for (const language of navigator.languages ?? []) {
    try {
      return Intl.getCanonicalLocales(language)[0] ?? 'en';
    } catch {
      continue;
    }
  }
  return 'en';
})();
