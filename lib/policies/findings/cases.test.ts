import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { readPolicy } from '@/lib/policies/document/document'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { assessRisk } from '@/lib/policies/risk/assess'

/** `codes` are said, `never` are not; `right` says why, for who reads the table. */
type Row = {
  id: string
  kind: string
  trust?: true
  policy: unknown
  codes: string[]
  never?: string[]
  right?: string
}

const FILE = new URL('../testing/data/cases.jsonl', import.meta.url)
const ROWS = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

const catalogue = await loadCatalogue('all')

function find({ policy, trust }: Row) {
  return checkPolicy(JSON.stringify(policy), { kind: trust ? 'trust' : 'identity', catalogue })
}

describe('the verdict', () => {
  it.each(ROWS.map((row) => [row.kind, row.id, row] as const))('%s: %s', (_kind, _id, row) => {
    const codes = find(row).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(row.codes))
    expect(codes.filter((code) => row.never?.includes(code))).toEqual([])
  })

  it.each(ROWS.filter(({ trust }) => !trust).map((row) => [row.id, row] as const))(
    'is no silence beside Risk: %s',
    (_id, row) => {
      const { document } = readPolicy(JSON.stringify(row.policy), 'identity')
      const critical = document && assessRisk([{ name: '', document }]).some(({ grade }) => grade === 'critical')
      const loud = find(row).some(({ type }) => type === 'error' || type === 'security-warning')
      expect(loud || !critical).toBe(true)
    },
  )

  it.each(ROWS.map((row) => [row.id, row] as const))('is an error where IAM refuses: %s', (_id, row) => {
    const { document } = readPolicy(JSON.stringify(row.policy), row.trust ? 'trust' : 'identity')
    expect(document !== undefined || find(row).some(({ type }) => type === 'error')).toBe(true)
  })

  it('advises ArnLike for a key that holds an ARN', () => {
    const row = ROWS.find(({ id }) => id === 'trust-star-arn')
    const advice = row && find(row).find(({ code }) => code === 'WILDCARD_WITHOUT_LIKE_OPERATOR')
    expect(advice?.message).toContain('ArnLike takes them as wildcards')
  })
})
