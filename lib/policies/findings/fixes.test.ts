import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy } from '@/lib/policies/document/document'
import { applyEdits } from '@/lib/policies/document/text-edits'
import { evaluatePolicies, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import type { Finding, TextEdit } from '@/lib/policies/findings/model'
import { faultyPolicyText } from '@/lib/policies/findings/testing/test-policies'
import { policyDocument, request } from '@/lib/policies/testing/arbitraries'

const catalogue = await loadCatalogue(['s3', 'iam', 'ec2', 'kms', 'lambda', 'sts'])
const account = { accountId: '123456789012', partition: 'aws', region: 'eu-central-1' }

function check(text: string): Finding[] {
  return checkPolicy(text, { kind: 'identity', catalogue, account })
}

/** The findings of one kind about one text; two edits of the same list can leave an equal one behind. */
function count(text: string, { code, path }: Finding): number {
  return check(text).filter((other) => other.code === code && other.path.slice(0, 2).join() === path.slice(0, 2).join())
    .length
}

/** Every statement of the text as JSON, without the one that a fix is about. */
function otherStatements(text: string, path: Finding['path']): unknown[] {
  const all: unknown[] = JSON.parse(text).Statement
  return all.filter((_, index) => index !== path[1])
}

function outside(text: string, edits: TextEdit[]): string[] {
  const sorted = edits.toSorted((one, other) => one.offset - other.offset)
  const starts = [0, ...sorted.map(({ offset, length }) => offset + length)]
  const ends = [...sorted.map(({ offset }) => offset), text.length]
  return starts.map((start, index) => text.slice(start, ends[index]))
}

describe('quick fixes', () => {
  it('leave JSON behind, remove their finding and touch nothing else', () => {
    fc.assert(
      fc.property(faultyPolicyText, (text) => {
        for (const finding of check(text)) {
          for (const { title, edits } of finding.fixes) {
            const fixed = applyEdits(text, edits)
            const what = `${finding.code}: ${title}\n${text}\n${fixed}`
            expect(() => JSON.parse(fixed), what).not.toThrow()
            expect(count(fixed, finding), what).toBeLessThan(count(text, finding))

            // What lies between the edits is all there, in order.
            let from = 0
            for (const piece of outside(text, edits)) {
              from = fixed.indexOf(piece, from) + piece.length
              expect(from, what).toBeGreaterThanOrEqual(piece.length)
            }
            if (finding.code !== 'REDUNDANT_STATEMENT' && finding.path[0] === 'Statement') {
              expect(otherStatements(fixed, finding.path), what).toEqual(
                expect.arrayContaining(otherStatements(text, finding.path)),
              )
            }
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('do not overlap', () => {
    fc.assert(
      fc.property(faultyPolicyText, (text) => {
        for (const { edits } of check(text).flatMap(({ fixes }) => fixes)) {
          const sorted = edits.toSorted((one, other) => one.offset - other.offset)
          sorted.forEach(({ offset, length }, index) => {
            expect(offset + length).toBeLessThanOrEqual(sorted[index + 1]?.offset ?? text.length)
          })
        }
      }),
      { numRuns: 100 },
    )
  })

  // A thousand documents, and Risk looks at each before and after.
  it('of redundancy decide alike', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(policyDocument, fc.array(request, { minLength: 5, maxLength: 5 }), (policy, requests) => {
        const text = JSON.stringify(policy)

        for (const { code, fixes } of check(text)) {
          if (code.startsWith('REDUNDANT_')) {
            for (const { edits } of fixes) {
              expect(decisions(applyEdits(text, edits), requests)).toEqual(decisions(text, requests))
            }
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
  it('of redundant ARNs decide alike, wherever their stars stand', () => {
    const pattern = arn(['', '*', 'us-*', 'u*t'], ['', '*', '1*'], ['a', 'a*', '*', 'a:b', '*:b', 'a?b', '*b*'])
    const target = arn(['', 'us-t', 'u:t'], ['', '12'], ['a', 'a:b', 'a:c:b', 'aab', ':b'])

    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 2, maxLength: 3 }),
        fc.array(target, { minLength: 9 }),
        (Resource, list) => {
          const Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource }
          const text = JSON.stringify({ Version: '2012-10-17', Statement })
          const requests = list.map((resource) => ({ action: 's3:GetObject', resource, context: {} }))

          for (const { edits } of check(text).flatMap(({ code, fixes }) =>
            code === 'REDUNDANT_RESOURCE' ? fixes : [],
          )) {
            expect(decisions(applyEdits(text, edits), requests), text).toEqual(decisions(text, requests))
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

function arn(regions: string[], accounts: string[], resources: string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...regions), fc.constantFrom(...accounts), fc.constantFrom(...resources))
    .map(([region, account, resource]) => `arn:aws:s3:${region}:${account}:${resource}`)
}

function decisions(text: string, requests: PolicyRequest[]): string[] {
  const parsed = parsePolicy(text)
  const identityPolicies = parsed.ok ? [{ name: 'policy', document: parsed.data }] : []
  return requests.map((one) => evaluatePolicies({ identityPolicies, request: one }).effect)
}
