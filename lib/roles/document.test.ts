import { expect, it } from 'vitest'
import { documentsOf, firstDocument, type RoleDocument } from '@/lib/roles/document'
import type { RoleDetail } from '@/lib/roles/model'

const AWS = { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess', document: '{"a":[1]}' }
const OURS = { arn: 'arn:aws:iam::111122223333:policy/Ours', name: 'Ours', document: '{"a":[1]}' }
const BASE = { name: 'AgentCoreBasePermissions', document: '{}' }

function role(part: Partial<RoleDetail>): RoleDocument[] {
  return documentsOf({
    name: 'r',
    arn: 'arn:aws:iam::111122223333:role/r',
    path: '/',
    description: null,
    createdAt: '',
    trustPolicy: '{}',
    maxSessionSeconds: null,
    permissionsBoundaryArn: null,
    boundaryDocument: null,
    tags: {},
    inlinePolicies: [],
    attachedPolicies: [],
    ...part,
  })
}

it('puts what every runtime needs behind the other inline policies', () => {
  const documents = role({ inlinePolicies: [BASE, { name: 'Reports', document: '{}' }] })
  expect(documents.map(({ id }) => id)).toEqual(['inline:Reports', 'inline:AgentCoreBasePermissions', 'trust'])
})

it('indents AWS’s own policies and leaves every other text as IAM keeps it', () => {
  const texts = role({ attachedPolicies: [AWS, OURS] }).map(({ text }) => text)
  expect(texts.slice(0, 2)).toEqual(['{\n  "a": [\n    1\n  ]\n}', '{"a":[1]}'])
})

it('begins with the permissions, not with what every runtime needs', () => {
  const first = (part: Partial<RoleDetail>) => firstDocument(role(part))?.name
  const both = { inlinePolicies: [BASE], attachedPolicies: [AWS] }
  expect(first({ ...both, inlinePolicies: [BASE, { name: 'Reports', document: '{}' }] })).toBe('Reports')
  expect(first(both)).toBe('ReadOnlyAccess')
  expect(first({})).toBe('Trust policy')
})
