import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { classify } from '@/lib/mcp/guard/classify'
import type { CommandClass } from '@/lib/mcp/guard/model'

/** True classes: half from AWS's own levels where the operation's name agrees, half by hand. `write` stands for unknown, too. */
type Row = { command: string | string[]; class: Exclude<CommandClass, 'unknown'>; from: 'catalogue' | 'hand' }

const rows = readFileSync(path.join(__dirname, 'testing/corpus.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
const judged = await Promise.all(rows.map(async (row) => ({ ...row, found: (await classify(row.command)).class })))

describe('the corpus of commands', () => {
  it('is large, and half of it comes from the catalogue', () => {
    expect(rows.length).toBeGreaterThanOrEqual(400)
    expect(rows.filter(({ from }) => from === 'catalogue').length * 2).toBeGreaterThanOrEqual(rows.length)
    expect(new Set(rows.map(({ command }) => String(command))).size).toBe(rows.length)
  })

  it('has nothing that writes classed as reading', () => {
    expect(judged.filter((row) => row.class !== 'read' && row.found === 'read')).toEqual([])
  })

  it('asks needlessly for three reads in a hundred at most', () => {
    const reads = judged.filter((row) => row.class === 'read')
    const asked = reads.filter(({ found }) => found !== 'read')
    process.stdout.write(`False asks: ${asked.length} of ${reads.length} reads; ${judged.length} commands.\n`)
    expect(asked.length / reads.length).toBeLessThanOrEqual(0.03)
  })

  it('tells permissions, secrets and costs from other writing', () => {
    const named = judged.filter((row) => row.from === 'hand' && !['read', 'write'].includes(row.class))
    expect(named.filter((row) => row.found !== row.class)).toEqual([])
  })
})
