/** Why made-up runs did not come to their end. */
import type { Problem } from '$lib/ipc';

/** The store granted too little. */
export const NO_SCOPE: Problem = {
  title: 'The store did not grant what this needs',
  meaning: 'BigCommerce refuses the call, because a scope is missing from the store’s token.',
  remedy: 'Save the scope in the developer portal, then let the owner install the app again.',
  mend: 'scopes',
};

/** There is no such thing. */
export const ABSENT: Problem = {
  title: 'BigCommerce has no such order',
  meaning: 'It answered 404 Not Found. Nothing happened.',
  remedy: 'Look at the id, then try again.',
  mend: null,
};

/** An address did not answer. */
export const NO_ANSWER: Problem = {
  title: 'Development server did not answer',
  meaning: 'It could not be reached: Connection refused.',
  remedy: 'See that it runs, then try the run again.',
  mend: null,
};

/** An expression came to nothing. */
export const NO_FIELD: Problem = {
  title: '`trigger.order.channel` is not there. Is `trigger.order.channel_id` meant?',
  meaning: '',
  remedy: 'Correct the expression, and publish the orchestration again.',
  mend: null,
};

/** Nobody knows. */
export const LOST_ANSWER: Problem = {
  title: 'BigCommerce did not answer in time',
  meaning: 'The request was sent, but no answer came back within 30 seconds.',
  remedy: 'Look at BigCommerce whether it happened before you send it again.',
  mend: 'wait',
};

/** Nobody knows whether it arrived. */
export const NOT_IN_TIME: Problem = {
  title: 'Development server did not answer in time',
  meaning: 'The request was sent, but no answer came back within 30 seconds.',
  remedy: 'Look there whether it arrived before you send it again.',
  mend: null,
};

/** Words only. */
export const said = (title: string): Problem => ({ title, meaning: '', remedy: '', mend: null });
