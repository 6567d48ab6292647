import { describe, expect, it } from 'vitest'
import { parseSpec } from '@/cli/shared/spec-file'
import { newSpec } from '@/lib/deployments/spec/defaults'

const text = JSON.stringify(newSpec('guide', 'us-east-1'), null, 2)
const problem = (changed: string) => {
  const parsed = parseSpec('a.json', changed)
  return parsed.ok ? null : parsed.error.message
}

describe('a spec file', () => {
  it('is read', () => {
    expect(parseSpec('a.json', text)).toEqual({ ok: true, data: newSpec('guide', 'us-east-1') })
  })

  it('says line and column of what is not JSON', () => {
    expect(problem(text.replace('"region"', 'region'))).toMatch(/^a\.json:4:3: This is not JSON: /)
    expect(problem('')).toMatch(/^a\.json:1:1: This is not JSON/)
  })

  it('says line and column of what AWS would refuse', () => {
    expect(problem(text.replace('"guide"', '"my-guide"'))).toMatch(/^a\.json:3:11: name: .*no hyphens/)
    expect(problem(text.replace('"idleSeconds": 900', '"idleSeconds": 30'))).toMatch(
      /^a\.json:\d+:\d+: lifecycle\.idleSeconds: /,
    )
  })

  it('names what is missing at the object that lacks it', () => {
    expect(problem('{ "version": 1 }')?.split('\n')[0]).toMatch(/^a\.json:1:1: name: /)
  })
})
