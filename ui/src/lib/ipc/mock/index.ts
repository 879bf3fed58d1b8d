/** A backend made up in the page, to look at every screen in a browser. No build for users has it. */
import { mockIPC } from '@tauri-apps/api/mocks';
import { commandsOf } from './commands';
import type { Args, Name } from './args';
import { asked } from './scenario';
import { World } from './world';

/** Whether the address asks for it, or the build is for looking only. */
export function mockWanted(): boolean {
  return asked() !== null || import.meta.env.MODE === 'mock';
}

/** Puts it where the real one would be, in the state of a scenario. */
export function installMock(name: string = asked() ?? 'full'): void {
  const commands = commandsOf(new World(name));
  mockIPC((name, args) => answer(commands, name, args));
}

/** How long an answer takes, in milliseconds: as long as the real one's. */
const DELAY = 25;

async function answer(
  commands: Record<Name, (args: Args) => unknown>,
  name: string,
  args: unknown,
): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, DELAY));
  const command = commands[name as Name];
  if (!command) throw new Error(`There is no command ${name}.`);
  const answered = await command(args as Args);
  return answered === undefined ? null : structuredClone(answered);
}
