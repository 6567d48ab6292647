import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy, parseTrustPolicy } from '@/lib/policies/document/document'
import { simulate } from '@/lib/policies/evaluate/simulate'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { checkIdentityPolicy, checkTrustPolicy } from '@/lib/practice/iam/access/documents'
import { oddPolicy } from '@/lib/practice/iam/testing/odd-policies'
import { openState } from '@/lib/practice/wire/state'

const DOCUMENTS = 3000
const PRINCIPAL = /Invalid principal in policy/
const STS_ONLY = /may only specify STS AssumeRole actions/
const FOREIGN = /^Partition "/
const FIELDS = /must be in ARN format/

/** What IAM refuses and the reader does not: it reads the grammar, and knows no account. */
const BEYOND_READER = [PRINCIPAL, STS_ONLY, FOREIGN, FIELDS]

/** What IAM refuses and the checker has no error for. */
const BEYOND_CHECKER: [RegExp, string][] = [
  [PRINCIPAL, 'Only the account knows who is there.'],
  [FOREIGN, 'The checker is not told which partition the account is in.'],
  [/Id must be text\.$/, 'The checker has no rule for Id.'],
]

/** What the checker calls an error, as Access Analyzer does, and IAM saves. */
const SAVED_ALL_THE_SAME: Record<string, string> = {
  INVALID_SERVICE_IN_ACTION: 'IAM takes services that it does not know: a new one must not break old policies.',
  MISMATCHED_ACTION_FOR_PRINCIPAL: 'Grammar to IAM: nobody can assume the role in that way, and that is all.',
  ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL: "Not known of IAM: its words for it were not seen, so it isn't played.",
}

const account = { partition: PARTITION, accountId: ACCOUNT_ID, state: openState(null) }
const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b', context: {} }

async function refusal(text: string, kind: 'identity' | 'trust'): Promise<string | undefined> {
  try {
    await (kind === 'identity' ? checkIdentityPolicy(text) : checkTrustPolicy(text, account))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Every problem that was named, without its place. */
function problemsOf({ message, details = '' }: { message: string; details?: string | undefined }): string[] {
  return `${message}\n${details}`
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^Line \d+, column \d+: /, ''))
}

test.each(['identity', 'trust'] as const)('%s policies are sound or not by one verdict', async (kind) => {
  const catalogue = await loadCatalogue(['s3', 'sts'])
  const used = new Set<unknown>()
  let sound = 0

  function known(problem: string, text: string): void {
    const row = BEYOND_CHECKER.find(([pattern]) => pattern.test(problem))
    expect(row, `${problem} ${text}`).toBeDefined()
    used.add(row?.[0])
  }
  for (const text of fc.sample(oddPolicy(kind), { numRuns: DOCUMENTS, seed: 1 })) {
    const codes = checkPolicy(text, { kind, catalogue }).flatMap(({ type, code }) => (type === 'error' ? [code] : []))
    const read = kind === 'identity' ? parsePolicy(text) : parseTrustPolicy(text)
    const refused = await refusal(text, kind)

    if (read.ok) {
      expect(BEYOND_READER.some((pattern) => pattern.test(refused ?? '')) || refused === undefined, text).toBe(true)
      expect(simulate({ identityPolicies: [{ name: 'one', document: read.data }], request }).effect).toMatch(/\w/)
    } else {
      expect(refused, text).toBe(read.error.message)
    }
    if (refused !== undefined && codes.length === 0) {
      const problems = read.ok ? [refused] : problemsOf(read.error)
      problems.map((problem) => known(problem, text))
    } else if (refused === undefined) {
      expect(
        codes.filter((code) => !Object.hasOwn(SAVED_ALL_THE_SAME, code)),
        text,
      ).toEqual([])
      codes.map((code) => used.add(code))
      sound += 1
    }
  }
  const rows = kind === 'identity' ? IDENTITY_ROWS : TRUST_ROWS
  expect([...used].map(String).sort()).toEqual(rows.map(String).sort())
  expect(sound).toBeGreaterThan(DOCUMENTS / 10)
})

/** A row that nothing needs any more has to go. */
const ID = BEYOND_CHECKER[2]?.[0]
const IDENTITY_ROWS = [FOREIGN, ID, 'INVALID_SERVICE_IN_ACTION']
const TRUST_ROWS = [PRINCIPAL, ID, 'MISMATCHED_ACTION_FOR_PRINCIPAL', 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL']
