import { type JsonNode, members } from '@/lib/policies/document/json-tree'
import type { PolicyDocument, PolicyKind, PolicyStatement } from '@/lib/policies/document/model'
import type { Report } from '@/lib/policies/document/problems'
import { readStatement } from '@/lib/policies/document/read-statement'
import { readString } from '@/lib/policies/document/read-values'

/** The normalised document. When something is wrong it is reported, and the return value is not to be used. */
export function readDocument(tree: JsonNode, kind: PolicyKind, report: Report): PolicyDocument {
  const document: PolicyDocument = { Version: '2008-10-17', Statement: [] }

  if (tree.type !== 'object') {
    report('A policy is a JSON object: it starts with {.', tree)
    return document
  }
  const found = members(tree, report)

  for (const { name, key, value } of found) {
    if (name === 'Version') {
      readVersion(value, document, report)
    } else if (name === 'Id') {
      document.Id = readString(value, 'Id', report) ?? ''
    } else if (name === 'Statement') {
      document.Statement = readStatements(value, kind, report)
    } else {
      report(`A policy has no element ${name}. It has Version, Id and Statement.`, key)
    }
  }
  const known = found.every(({ name }) => ['Version', 'Id', 'Statement'].includes(name))

  if (known && !found.some(({ name }) => name === 'Statement')) {
    report('The policy has no Statement.', { offset: tree.offset, length: 1 })
  }
  return document
}

function readVersion(node: JsonNode, document: PolicyDocument, report: Report): void {
  if (node.value === '2012-10-17' || node.value === '2008-10-17') {
    document.Version = node.value
    return
  }
  report('Version is the version of the policy language: "2012-10-17", or "2008-10-17" in old policies.', node)
}

function readStatements(node: JsonNode, kind: PolicyKind, report: Report): PolicyStatement[] {
  const items = node.type === 'array' ? (node.children ?? []) : [node]
  const sids = new Set<string>()

  if (items.length === 0) {
    report('Statement is empty.', node)
  }
  return items.flatMap((item) => {
    const statement = readStatement(item, kind, report)

    if (statement?.Sid && sids.has(statement.Sid)) {
      report(`Two statements have the Sid ${statement.Sid}. IAM takes each Sid once.`, item)
    }
    sids.add(statement?.Sid ?? '')
    return statement ? [statement] : []
  })
}
