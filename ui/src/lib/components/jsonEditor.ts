/** The payload viewer itself. It is most of the page's code, so it is fetched when first wanted. */
import { json } from '@codemirror/lang-json';
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { jsonTheme } from './jsonTheme';

/** A viewer that is open. */
export interface JsonEditor {
  show(text: string): void;
  destroy(): void;
}

/**
 * Opens a viewer inside an element. In a shadow root the editor's styles are adopted sheets, which the
 * content policy allows.
 */
export function openJson(host: HTMLElement, text: string, label: string): JsonEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const view = new EditorView({ root, parent: root, state: state(text, label) });
  view.dom.style.height = '100%';
  return {
    show(next) {
      if (view.state.doc.toString() !== next) view.setState(state(next, label));
    },
    destroy: () => view.destroy(),
  };
}

function state(doc: string, label: string): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      foldGutter(),
      codeFolding(),
      json(),
      search({ top: true }),
      keymap.of([...searchKeymap, ...foldKeymap]),
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-readonly': 'true',
        tabindex: '0',
      }),
      EditorView.lineWrapping,
      jsonTheme,
    ],
  });
}
