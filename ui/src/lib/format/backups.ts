/** Backups, in words. */
import type { BackupKind } from '$lib/ipc';

/** Why a backup was made. */
export const BACKUP_KINDS: Record<BackupKind, string> = {
  daily: 'Daily',
  beforeRestore: 'Before a restore',
  beforeUpdate: 'Before an update',
  damaged: 'Damaged ledger, kept as it was',
};
