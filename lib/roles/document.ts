import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import type { RoleDetail } from '@/lib/roles/model'

export type DocumentKind = 'inline' | 'managed' | 'trust' | 'boundary'

/** One of the JSON documents that decide what a role may do. */
export type RoleDocument = {
  /** `inline:NAME`, `managed:ARN`, `boundary:ARN` or `trust`. */
  id: string
  kind: DocumentKind
  name: string
  arn?: string
  /** As IAM keeps it; null when it may not be read. */
  text: string | null
  isEditable: boolean
}

/** A role's documents in the order in which people look for them. */
export function documentsOf(role: RoleDetail): RoleDocument[] {
  const inline = role.inlinePolicies
    .map(({ name, document }) => inlineDocument(name, document))
    .toSorted((one, other) => Number(one.name === BASE_POLICY_NAME) - Number(other.name === BASE_POLICY_NAME))
  const managed = role.attachedPolicies.map(({ arn, name, document }) => ({
    id: `managed:${arn}`,
    kind: 'managed' as const,
    name,
    arn,
    text: document !== null && isAwsManaged(arn) ? formatted(document) : document,
    isEditable: document !== null && !isAwsManaged(arn),
  }))
  const arn = role.permissionsBoundaryArn
  const boundary = arn
    ? [
        {
          id: `boundary:${arn}`,
          kind: 'boundary' as const,
          name: arn.slice(arn.lastIndexOf('/') + 1),
          arn,
          text: role.boundaryDocument,
          isEditable: false,
        },
      ]
    : []
  const trust = {
    id: 'trust',
    kind: 'trust' as const,
    name: 'Trust policy',
    text: role.trustPolicy,
    isEditable: true,
  }
  return [...inline, ...managed, trust, ...boundary]
}

export function inlineDocument(name: string, text: string): RoleDocument {
  return { id: `inline:${name}`, kind: 'inline', name, text, isEditable: true }
}

/** Texts of the role's other policies, and of its boundary; null where they may not be read. */
export function permissionsBeside(
  documents: RoleDocument[],
  id: string,
): { others: (string | null)[]; boundary?: string | null | undefined } {
  const others = documents.filter((document) => document.id !== id && ['inline', 'managed'].includes(document.kind))
  const boundary = documents.find(({ kind }) => kind === 'boundary')
  return { others: others.map(({ text }) => text), boundary: boundary?.text }
}

/** The document to begin with: what the role may do beyond what every runtime needs. */
export function firstDocument(documents: RoleDocument[]): RoleDocument | undefined {
  const own = documents.find(({ kind, name }) => kind === 'inline' && name !== BASE_POLICY_NAME)
  return own ?? documents.find(({ kind }) => kind === 'managed') ?? documents[0]
}

/** Nobody edits it here, so it may be indented for reading. */
function formatted(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** AWS's own policies are the same in every account, can't be changed, and may be longer than anybody else's. */
export function isAwsManaged(arn: string | undefined): boolean {
  return arn !== undefined && /^arn:[^:]+:iam::aws:/.test(arn)
}
