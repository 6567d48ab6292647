import type { Search } from '@/components/log-viewer/engine/matcher'
import type { Filters, Source } from '@/components/log-viewer/engine/protocol'
import { LEVELS } from '@/components/log-viewer/engine/rows'
import { type RANGES, rangeOf } from '@/lib/logs/ranges'

export type Zone = 'local' | 'utc' | 'relative'
export type LineRef = { at: number; id: string }

/** Everything that the viewer shows by choice. It lives in the address, so that a link shows the same. */
export type Settings = {
  range: { type: 'live'; id: (typeof RANGES)[number]['id'] } | { type: 'fixed'; from: number; to: number }
  pattern: string
  search: Search
  filters: Filters
  wrap: boolean
  follow: boolean
  zone: Zone
  line: LineRef | null
}

const ZONES: Zone[] = ['local', 'utc', 'relative']
const MAX_TEXT = 1000
/** Around a line that a link leads to. */
const CONTEXT_MS = 15 * 60_000

/** Reads an address; anything that makes no sense is as if it weren't there. */
export function readSettings(params: URLSearchParams): Settings {
  const text = (name: string) => (params.get(name) ?? '').slice(0, MAX_TEXT)
  const line = readLine(text('line'))

  return {
    range: readRange(params, line),
    pattern: text('pattern'),
    search: {
      text: text('q'),
      isRegex: params.get('regex') === '1',
      isCaseSensitive: params.get('case') === '1',
      isFilter: params.get('mode') === 'filter',
    },
    filters: {
      levels: LEVELS.filter((level) => text('levels').split(',').includes(level)),
      stream: text('stream') || null,
      session: text('session') || null,
      request: text('request') || null,
    },
    wrap: params.get('wrap') === '1',
    follow: params.get('follow') !== '0' && line === null,
    zone: ZONES.find((zone) => zone === params.get('zone')) ?? 'local',
    line,
  }
}

/** The query of an address that shows these; what is usual is left out. */
export function writeSettings(settings: Settings): string {
  const { range, search, filters, line } = settings
  const entries: [string, string | false][] = [
    ['range', range.type === 'live' && range.id !== rangeOf(undefined).id && range.id],
    ['from', range.type === 'fixed' && String(range.from)],
    ['to', range.type === 'fixed' && String(range.to)],
    ['pattern', settings.pattern],
    ['q', search.text],
    ['regex', search.isRegex && '1'],
    ['case', search.isCaseSensitive && '1'],
    ['mode', search.isFilter && 'filter'],
    ['levels', filters.levels.join(',')],
    ['stream', filters.stream ?? false],
    ['session', filters.session ?? false],
    ['request', filters.request ?? false],
    ['wrap', settings.wrap && '1'],
    ['follow', range.type === 'live' && !settings.follow && line === null && '0'],
    ['zone', settings.zone !== 'local' && settings.zone],
    ['line', line !== null && `${line.at}~${line.id}`],
  ]
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => Boolean(entry[1]))).toString()
}

/** The settings of a link to a line: a range around it, without filters that could hide it. */
export function linkToLine(settings: Settings, line: LineRef): Settings {
  return {
    ...settings,
    range: { type: 'fixed', from: line.at - CONTEXT_MS, to: line.at + CONTEXT_MS },
    filters: { levels: [], stream: null, session: null, request: null },
    search: { ...settings.search, text: '', isFilter: false },
    line,
  }
}

/** What to ask for: a live range has no end, or lines that are stamped a little ahead of this clock would be missing. */
export function spanOf(range: Source['range'], now: number): { from: number; to?: number } {
  return range.type === 'live' ? { from: now - range.sinceMs } : { from: range.from, to: range.to }
}

export function sourceOf(settings: Settings, connection: string, group: string): Source {
  const { range, pattern, line } = settings
  return {
    connection,
    group,
    pattern,
    range: range.type === 'live' ? { type: 'live', sinceMs: rangeOf(range.id).ms } : range,
    focusAt: line?.at ?? null,
  }
}

function readRange(params: URLSearchParams, line: LineRef | null): Settings['range'] {
  const from = readTime(params.get('from'))
  const to = readTime(params.get('to'))

  if (from !== null && to !== null && from < to) {
    return { type: 'fixed', from, to }
  }
  return line
    ? { type: 'fixed', from: line.at - CONTEXT_MS, to: line.at + CONTEXT_MS }
    : { type: 'live', id: rangeOf(params.get('range')).id }
}

function readLine(text: string): LineRef | null {
  const match = /^(\d{1,16})~(.{0,200})$/.exec(text)
  const at = readTime(match?.[1] ?? null)
  return at === null ? null : { at, id: match?.[2] ?? '' }
}

function readTime(text: string | null): number | null {
  const time = /^\d{1,16}$/.test(text ?? '') ? Number(text) : Number.NaN
  return time <= 8_640_000_000_000_000 ? time : null
}
