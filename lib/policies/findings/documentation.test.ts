import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACCESS_ANALYZER_ONLY, MILDER_AT_AWS } from '@/lib/policies/findings/access-analyzer-only'
import { TEXT_RULES } from '@/lib/policies/findings/elements/text-rules'
import type { RuleInfo } from '@/lib/policies/findings/rule'
import { RULE_FAMILIES } from '@/lib/policies/findings/rules'

const CHECKS = new URL('../testing/data/access-analyzer-checks.json', import.meta.url)

const rules: Record<string, RuleInfo> = Object.assign({}, TEXT_RULES, ...RULE_FAMILIES.map((family) => family.rules))

type Check = { code: string; type: string; identity: boolean }

describe('the rules', () => {
  it('cover every check of Access Analyzer for identity policies, or say why not', () => {
    const checks: Check[] = JSON.parse(readFileSync(CHECKS, 'utf8'))

    for (const { code, type, identity } of checks) {
      if (identity) {
        expect([code, code in rules !== code in ACCESS_ANALYZER_ONLY]).toEqual([code, true])
      }
      if (code in rules) {
        const said = MILDER_AT_AWS[code] ?? rules[code]?.type
        expect([code, said?.replace('-', '_').toUpperCase()]).toEqual([code, type])
      }
    }
    const known = new Set(checks.map(({ code }) => code))
    const strange = Object.keys(rules).filter((code) => known.has(code) === code.startsWith('SLIPWAY_'))
    expect(strange).toEqual([])
  })

  it('are listed in docs/policy-rules.md', async () => {
    await expect(markdown()).toMatchFileSnapshot('../../../docs/policy-rules.md')
  })
})

const TYPES = ['error', 'security-warning', 'warning', 'suggestion'] as const
const TITLES = {
  error: 'Errors',
  'security-warning': 'Security warnings',
  warning: 'Warnings',
  suggestion: 'Suggestions',
}

function markdown(): string {
  const codes = Object.keys(rules).toSorted()
  const own = codes.filter((code) => code.startsWith('SLIPWAY_')).length
  const sections = TYPES.map((type) => {
    const rows = codes
      .filter((code) => rules[code]?.type === type)
      .map((code) => [`\`${code}\``, rules[code]?.about ?? ''] as const)
    return `## ${TITLES[type]}\n\n${table(['code', 'said of'], rows)}`
  })
  const left = Object.entries(ACCESS_ANALYZER_ONLY).map(([code, reason]) => [`\`${code}\``, reason] as const)
  return `${intro(codes.length, own)}\n${sections.join('\n')}\n## Left to Access Analyzer\n\n${table(['code', 'why'], left)}`
}

/** Padded as the formatter pads it, so that both agree about the page. */
function table(head: readonly [string, string], rows: (readonly [string, string])[]): string {
  const lines = [head, ...rows]
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const print = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |\n`
  return [print(head), print(['', ''], '-'), ...rows.map((row) => print(row))].join('')
}

function intro(count: number, own: number): string {
  return `# Rules for policies

The permission editor and \`npm run slipway -- policy check\` say these ${count} things about a policy, without AWS. ${count - own} codes are Access
Analyzer's own, with its types; the ${own} with the prefix \`SLIPWAY_\` are ours. This page is written from the rules by
\`lib/policies/findings/documentation.test.ts\` (\`npx vitest run -u\` renews it).

What a service, an action or a condition key is comes from a catalogue of AWS's Service Authorization Reference. Where it and IAM
differ (a retired service, an undocumented form of ARN), the finding is a warning: Access Analyzer has the last word.

\`scripts/checks/oracle/managed-policies.test.ts\` compares the rules with real findings of Access Analyzer, for which it needs a sample that may
not be in the repository: \`lib/policies/testing/data/README.md\` says where to put it (\`SLIPWAY_FINDINGS_SAMPLE\`). Without it the suite is
skipped.
`
}
