import { expect, it } from 'vitest'
import { changedAnswers } from '@/components/setup/changed-answers'

const initial = { authType: 'jwt', poolMode: 'create', userName: 'mcp-user', name: 'tools', region: 'us-east-1' }

it('counts the answers that mean something else', () => {
  expect(changedAnswers(initial, initial)).toBe(0)
  expect(changedAnswers(initial, { ...initial, userName: 'somebody' })).toBe(1)
  expect(changedAnswers(initial, { ...initial, userName: 'somebody', region: 'eu-west-1' })).toBe(2)
})

it('counts neither spaces around an answer nor answers that are not asked for any more', () => {
  expect(changedAnswers(initial, { ...initial, name: ' tools ' })).toBe(0)
  expect(changedAnswers(initial, { ...initial, authType: 'sigv4', userName: 'somebody' })).toBe(1)
})
