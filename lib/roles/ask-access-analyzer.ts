import 'server-only'
import { failureOf } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { AnalyzerFinding } from '@/lib/aws/types'
import type { PolicyKind } from '@/lib/policies/document/model'
import type { Finding, FindingType } from '@/lib/policies/findings/model'
import { fail, ok, type Result } from '@/lib/result'

export type AnalyzerAnswer = { state: 'answered'; findings: Finding[] } | { state: 'not-allowed' }

const TYPES: Record<string, FindingType> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security-warning',
  WARNING: 'warning',
  SUGGESTION: 'suggestion',
}

/** Access Analyzer's findings for exactly this text. Missing permission is an answer, not a failure: the editor works without. */
export async function askAccessAnalyzer(
  connection: Connection,
  { text, kind }: { text: string; kind: PolicyKind },
): Promise<Result<AnalyzerAnswer>> {
  try {
    const found = await everyPage(async (nextToken) => {
      const page = await awsClients(connection).accessAnalyzer.validatePolicy({
        policyDocument: text,
        policyType: kind === 'trust' ? 'RESOURCE_POLICY' : 'IDENTITY_POLICY',
        validatePolicyResourceType: kind === 'trust' ? 'AWS::IAM::AssumeRolePolicyDocument' : undefined,
        nextToken,
      })
      return { items: page.findings, nextToken: page.nextToken }
    })
    return ok({ state: 'answered', findings: found.flatMap((finding) => toFindings(finding)) })
  } catch (error) {
    const failure = failureOf(error)
    return failure.code === 'access-denied' ? ok({ state: 'not-allowed' }) : fail(failure)
  }
}

/** One for each place. AWS counts lines from 1, columns and offsets from 0. */
function toFindings({ findingType, issueCode, findingDetails, learnMoreLink, locations }: AnalyzerFinding): Finding[] {
  return (locations ?? []).map(({ path, span }) => {
    const offset = span?.start?.offset ?? 0
    return {
      type: TYPES[findingType ?? ''] ?? 'warning',
      code: issueCode ?? 'UNKNOWN',
      message: findingDetails ?? '',
      path: (path ?? []).flatMap((part) => part.index ?? part.value ?? part.key ?? []),
      offset,
      length: Math.max(0, (span?.end?.offset ?? offset) - offset),
      line: span?.start?.line ?? 1,
      column: (span?.start?.column ?? 0) + 1,
      fixes: [],
      saidBy: ['aws'],
      learnMore: learnMoreLink,
    }
  })
}
