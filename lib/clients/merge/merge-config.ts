import type { Change, Merged, MergeServer, Written } from '@/lib/clients/merge/change'
import { type Examined, examine } from '@/lib/clients/merge/examine'
import { explainLine, lineOf, screen } from '@/lib/clients/merge/explain'
import { type Language, languageOf } from '@/lib/clients/merge/language'
import { isTable } from '@/lib/clients/merge/values'
import type { Addition, ClientConfig, ConfigFormat } from '@/lib/clients/model'
import { fail, ok, type Result } from '@/lib/result'

/** Characters. Claude Code keeps its whole history beside the servers; TOML and YAML take seconds from here on. */
const MAX_LENGTH: Record<ConfigFormat, number> = {
  json: 2_000_000,
  jsonc: 2_000_000,
  toml: 100_000,
  yaml: 100_000,
  python: 0,
}

/** Answers to a merge's questions. `sameEndpoint`: the name of the entry to bring up to date instead, or `null` for both. */
export type MergeAnswers = { sameEndpoint?: string | null; unwrapped?: 'move' | 'leave' }

/**
 * The user's own config file with this server added or updated; comments and other entries stay as they are, byte for byte,
 * and an entry that is there keeps what Slipway doesn't set. Pure, and it works in the browser. While a question about the
 * endpoint has no answer, `changes` is empty and `text` is the file itself. Fails with `invalid-input` for a file that can't
 * be read (the message names the line), that is another program's, or that is too large.
 */
export async function mergeConfig(
  existing: string,
  server: MergeServer,
  answers: MergeAnswers = {},
): Promise<Result<Merged>> {
  const text = existing.replace(/^\uFEFF/, '')
  const bom = existing.slice(0, existing.length - text.length)

  if (server.format === 'python') {
    return refuse('A program has no servers to add to.', 'Copy the lines instead.')
  }
  if (text.length > MAX_LENGTH[server.format]) {
    return refuse(
      `This file is larger than ${MAX_LENGTH[server.format].toLocaleString('en')} characters.`,
      'Paste the config file itself, or put the fragment above into it by hand.',
    )
  }
  if (text.trim() === '') {
    return ok({ text: bom + server.full, changes: server.additions.map(created), notes: [], questions: [] })
  }
  const merged = await mergeText(text, server, answers)
  return merged.ok ? ok({ ...merged.data, text: bom + merged.data.text }) : merged
}

async function mergeText(text: string, server: MergeServer, answers: MergeAnswers): Promise<Result<Merged>> {
  const screened = screen(text, server)

  if (!screened.ok) {
    return screened
  }
  const language = await languageOf(server.format)
  const root = language.read(text)

  if (!root.ok) {
    return fail(server.format === 'toml' || server.format === 'yaml' ? explainLine(text, root.error) : root.error)
  }
  const examined = examine(root.data, server, answers.unwrapped === 'move')

  if (!examined.ok) {
    return examined
  }
  const { questions } = examined.data
  const notes = [...examined.data.notes, ...looseEnds(text, server)]

  if (answers.sameEndpoint === undefined && questions.some(({ kind }) => kind === 'same-endpoint')) {
    return ok({ text, changes: [], notes, questions })
  }
  const written = write(text, server, examined.data, answers, language)
  return written.ok ? ok({ ...withComments(text, written.data, server.format), notes, questions }) : written
}

function write(
  text: string,
  { additions }: MergeServer,
  { server, container, questions }: Examined,
  answers: MergeAnswers,
  { merge, move }: Language,
): Result<Written> {
  const strays = questions.flatMap((question) => (question.kind === 'unwrapped' ? question.names : []))
  const moved = answers.unwrapped === 'move' && move && strays.length > 0 ? move(text, strays, container) : undefined

  if (moved && !moved.ok) {
    return moved
  }
  const twin = questions.find((question) => question.kind === 'same-endpoint' && question.name === answers.sameEndpoint)
  const place = twin?.kind === 'same-endpoint' ? renamed(server, twin.name) : server
  const merged = merge(moved?.data.text ?? text, [...additions.slice(0, -1), place])
  return merged.ok ? ok({ ...merged.data, changes: [...(moved?.data.changes ?? []), ...merged.data.changes] }) : merged
}

/** The same server, for an entry of another name. */
function renamed({ path, value, identity, ...more }: Addition, name: string): Addition {
  if (identity !== undefined) {
    return { ...more, path, identity, value: isTable(value) ? { ...value, [identity]: name } : value }
  }
  return { ...more, path: [...path.slice(0, -1), name], value }
}

/** An entry's own comments go where it has to be written anew; that is said as well. */
function withComments(before: string, written: Written, format: ConfigFormat): Written {
  if (commentsIn(written.text, format) >= commentsIn(before, format)) {
    return written
  }
  const changes = written.changes.map((change) =>
    change.kind === 'updated' || change.kind === 'moved'
      ? { ...change, lost: [...change.lost, 'comments inside the entry'] }
      : change,
  )
  return { ...written, changes }
}

function commentsIn(text: string, format: ConfigFormat): number {
  const comment =
    format === 'toml' || format === 'yaml'
      ? /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?:^|[ \t])#.*$/gm
      : /"(?:[^"\\\n]|\\.)*"|\/\/.*$|\/\*[\s\S]*?\*\//gm
  return [...text.matchAll(comment)].filter(([token]) => !/^["']/.test(token)).length
}

function created({ path }: Addition): Change {
  return { path: path.join('.'), kind: 'added', kept: [], lost: [] }
}

function refuse(message: string, remedy: string): Result<never> {
  return fail({ code: 'invalid-input', message, remedy })
}

/** What a lenient reader takes and a strict one refuses; said for clients whose files are plain JSON. */
function looseEnds(text: string, { format, client }: Pick<ClientConfig, 'format' | 'client'>): string[] {
  if (format !== 'json') {
    return []
  }
  const tokens = [...text.matchAll(/"(?:[^"\\\n]|\\.)*"|\/\/.*$|\/\*[\s\S]*?\*\/|[^\s"/]|\//gm)]
  const isComment = ([token]: RegExpMatchArray) => token.startsWith('//') || token.startsWith('/*')
  const real = tokens.filter((token) => !isComment(token))
  const trailing = real.find(([token], at) => token === ',' && /^[\]}]$/.test(real[at + 1]?.[0] ?? ''))
  const comment = tokens.find(isComment)

  return [
    ...(trailing ? [`Line ${lineOf(text, trailing.index)} has a comma after the last member`] : []),
    ...(comment ? [`Line ${lineOf(text, comment.index)} has a comment`] : []),
  ].map((found) => `${found}: in strict JSON there are none. If ${client.name} reports an error, take it out.`)
}
