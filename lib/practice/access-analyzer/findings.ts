import type { ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import type { PolicyKind } from '@/lib/policies/document/model'
import { MILDER_AT_AWS } from '@/lib/policies/findings/access-analyzer-only'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import type { Finding, FindingType } from '@/lib/policies/findings/model'

const TYPES: Record<FindingType, 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION'> = {
  error: 'ERROR',
  'security-warning': 'SECURITY_WARNING',
  warning: 'WARNING',
  suggestion: 'SUGGESTION',
}
const CHECKS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html'

/** The findings that AWS has a code for, in AWS's shape: lines from 1, columns and offsets from 0. */
export async function findingsOf(text: string, kind: PolicyKind): Promise<ValidatePolicyFinding[]> {
  const catalogue = await loadCatalogue(neededServices(text, await loadCatalogue([])))
  return checkPolicy(text, { kind, catalogue })
    .filter(({ code }) => !code.startsWith('SLIPWAY_'))
    .map((finding) => toAws(finding, text))
}

function toAws(finding: Finding, text: string): ValidatePolicyFinding {
  const end = finding.offset + finding.length
  return {
    findingType: TYPES[MILDER_AT_AWS[finding.code] ?? finding.type],
    issueCode: finding.code,
    findingDetails: finding.message,
    learnMoreLink: `${CHECKS}#${finding.code.toLowerCase().replaceAll('_', '-')}`,
    locations: [
      {
        path: finding.path.map((part) => (typeof part === 'number' ? { index: part } : { value: part })),
        span: { start: positionAt(text, finding.offset), end: positionAt(text, end) },
      },
    ],
  }
}

function positionAt(text: string, offset: number) {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1), offset }
}
