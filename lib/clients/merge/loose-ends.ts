import { lineOf } from '@/lib/clients/merge/explain'
import type { ClientConfig } from '@/lib/clients/model'

/** What a lenient reader takes and a strict one refuses; said for clients whose files are plain JSON. */
export function looseEnds(text: string, { format, client }: Pick<ClientConfig, 'format' | 'client'>): string[] {
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
