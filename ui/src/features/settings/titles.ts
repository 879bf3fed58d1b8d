/** The sections of an app's settings in words. */
import type { Section } from '../app/place';

export const TITLES: Record<Section, { title: string; lead: string }> = {
  general: { title: 'General', lead: 'What the app is called here.' },
  address: {
    title: 'Public address',
    lead: 'How BigCommerce reaches this machine. All your live apps share it.',
  },
  callbacks: { title: 'Callback URLs', lead: 'What stands in the developer portal for this app.' },
  scopes: { title: 'Permissions & scopes', lead: 'What the app may do in a store.' },
  credentials: { title: 'Credentials', lead: 'The Client ID and Client Secret of the app.' },
  install: { title: 'Installs', lead: 'The stores that have the app, and how to add one.' },
  triggers: {
    title: 'Triggers',
    lead: 'What each store tells you of, and the hooks that carry it.',
  },
  history: {
    title: 'History',
    lead: 'What changed of this app’s settings, scopes and stores, and when.',
  },
  delete: { title: 'Delete', lead: 'Removes the app with everything Patchbay keeps of it.' },
};
