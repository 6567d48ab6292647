import type { Entry, Link, SourceName } from '@/lib/activity/model'
import { surenessText } from '@/lib/activity/view/words'

const COLUMNS = [
  'at',
  'what',
  'service',
  'operation',
  'resource',
  'region',
  'access',
  'outcome',
  'refusedBy',
  'code',
  'session',
  'client',
  'server',
  'ms',
  'text',
  'id',
] as const
const SOURCES: readonly SourceName[] = ['trail', 'log', 'record']

/** By RFC 4180, with a head; what a spreadsheet would take for a formula has an apostrophe in front. */
export function csvOf(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => [
    ...COLUMNS.map((name) => cell(entry[name])),
    ...SOURCES.map((source) => cell(linkText(entry.links[source]))),
  ])
  return [[...COLUMNS, ...SOURCES], ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

function linkText({ ids, sureness }: Link): string {
  return [surenessText(sureness), ...ids].join(' ')
}

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

function cell(value: string | number | undefined): string {
  const text = typeof value === 'number' ? String(value) : (value ?? '')
  const safe = typeof value !== 'number' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One object a line. */
export function jsonLinesOf(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** `activity_x-AbCdEf1234_20260105T120000Z_20260105T130000Z.csv`, safe on any file system; what is missing is in the name. */
export function exportName(
  runtimeId: string,
  { since, until }: { since: number; until: number },
  missing: readonly string[],
  format: 'csv' | 'jsonl',
): string {
  const stamp = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
  const lacks = missing.map((source) => `_without-${source.replace(/[^A-Za-z]+/g, '-')}`).join('')
  return `activity_${runtimeId.replace(/[^A-Za-z0-9_-]+/g, '-')}_${stamp(since)}_${stamp(until)}${lacks}.${format}`
}
