import { type JsonNode, readJsonTree } from '@/lib/policies/document/json-tree'
import type { PolicyDocument, PolicyKind } from '@/lib/policies/document/model'
import { type PolicyProblem, problemList } from '@/lib/policies/document/problems'
import { readDocument } from '@/lib/policies/document/read-document'
import { fail, ok, type Result } from '@/lib/result'

/** `document` is there when there are no problems; `tree` as soon as the text is JSON. */
export type PolicyReading = { document?: PolicyDocument; problems: PolicyProblem[]; tree?: JsonNode }

/** Characters of the policy without white space, which is how IAM counts. */
export function policySize(text: string): number {
  return text.replace(/[\t\n\r ]/g, '').length
}

/** Everything wrong with the text, in the order of the text; never throws. */
export function readPolicy(text: string, kind: PolicyKind): PolicyReading {
  const { problems, report } = problemList(text)
  const tree = readJsonTree(text, report)

  if (!tree) {
    return { problems: problems.toSorted(byOffset) }
  }
  const document = readDocument(tree, kind, report)
  return problems.length > 0 ? { problems: problems.toSorted(byOffset), tree } : { document, problems, tree }
}

function byOffset(one: PolicyProblem, other: PolicyProblem): number {
  return one.offset - other.offset
}

/** An identity policy (inline or managed), normalised. The failure names line and column; the other problems are in `details`. */
export function parsePolicy(text: string): Result<PolicyDocument> {
  return toResult(readPolicy(text, 'identity'))
}

/** A role's trust policy, normalised: every statement has a principal, none a resource. */
export function parseTrustPolicy(text: string): Result<PolicyDocument> {
  return toResult(readPolicy(text, 'trust'))
}

/** A policy of a resource, normalised: every statement has a principal and a resource. */
export function parseResourcePolicy(text: string): Result<PolicyDocument> {
  return toResult(readPolicy(text, 'resource'))
}

function toResult({ document, problems }: PolicyReading): Result<PolicyDocument> {
  if (document) {
    return ok(document)
  }
  const [first, ...rest] = problems.map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`)
  return fail({
    code: 'invalid-input',
    message: first ?? 'This is not a policy.',
    remedy: 'Correct the policy text.',
    ...(rest.length > 0 && { details: rest.slice(0, DETAILS_LIMIT).join('\n') }),
  })
}

/** A broken text can have thousands of problems; nobody reads more than these. */
const DETAILS_LIMIT = 20
