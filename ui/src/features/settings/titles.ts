/** The sections of an app's settings in words. */
import type { AppKind } from '$lib/ipc';
import type { Section } from '../app/place';

interface Title {
  title: string;
  lead: string;
}

const TITLES: Record<Section, Title> = {
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

const OF_ACCOUNT: Partial<Record<Section, Title>> = {
  general: { title: 'General', lead: 'What the API account is called here.' },
  credentials: {
    title: 'Credentials',
    lead: 'The Client ID, Client Secret and access token of the API account.',
  },
  triggers: {
    title: 'Triggers',
    lead: 'What the store tells you of, and the hooks that carry it.',
  },
  history: {
    title: 'History',
    lead: 'What changed of this account’s settings and its store, and when.',
  },
  delete: {
    title: 'Delete',
    lead: 'Removes the account here with everything Patchbay keeps of it.',
  },
};

/** The words of a section, for an app of this kind. */
export function titleOf(section: Section, kind: AppKind): Title {
  return (kind === 'storeAccount' && OF_ACCOUNT[section]) || TITLES[section];
}
