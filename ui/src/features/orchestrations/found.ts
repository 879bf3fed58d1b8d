/** Those of which the words that are told of each have every word that was typed. */
export function foundBy<T>(
  all: readonly T[],
  typed: string,
  words: (one: T) => readonly string[],
): readonly T[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one: T) => {
    const text = words(one).join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return wanted.length === 0 ? all : all.filter(fits);
}
