import { describe, expect, it } from 'vitest'
import { principalOf } from '@/lib/connections/identity'

describe('principalOf', () => {
  it.each([
    ['root', 'root'],
    ['user/alice', 'alice'],
    ['user/team/a/bob', 'bob'],
    ['assumed-role/Admin/alice@example.com', 'Admin/alice@example.com'],
    ['federated-user/carol', 'carol'],
  ])('%s → %s', (resource, principal) => {
    expect(principalOf(resource)).toBe(principal)
  })
})
