import type { Written } from '@/lib/clients/merge/change'
import type { Addition, ConfigFormat } from '@/lib/clients/model'
import { ok, type Result } from '@/lib/result'

/** What can be done with the text of one format. */
export type Language = {
  read: (text: string) => Result<unknown>
  merge: (text: string, additions: Addition[]) => Result<Written>
  /** Takes one value out, by its keys; the index for a list's item. */
  remove: (text: string, path: (string | number)[]) => Result<string>
  move?: (text: string, names: string[], container: string[]) => Result<Written>
}

/** What is read only for some clients arrives only for those. */
export async function languageOf(format: ConfigFormat): Promise<Language> {
  if (format === 'toml') {
    const { mergeToml, readToml, removeToml } = await import('@/lib/clients/merge/merge-toml')
    return { read: readToml, merge: mergeToml, remove: removeToml }
  }
  if (format === 'yaml') {
    const { mergeYaml, readYaml, removeYaml } = await import('@/lib/clients/merge/merge-yaml')
    return { read: (text) => parsedValue(readYaml(text)), merge: mergeYaml, remove: removeYaml }
  }
  const { mergeJson, moveInside, readJson, removeJson } = await import('@/lib/clients/merge/merge-json')
  return { read: readJson, merge: mergeJson, remove: removeJson, move: moveInside }
}

function parsedValue(read: Result<{ value: unknown }>): Result<unknown> {
  return read.ok ? ok(read.data.value) : read
}
