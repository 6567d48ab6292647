import { expect, it } from 'vitest'
import { generatePassword } from '@/lib/tokens/user-pool/password'

it('makes passwords that every pool policy accepts, and never the same one', () => {
  const made = Array.from({ length: 500 }, generatePassword)
  expect(new Set(made).size).toBe(500)

  for (const password of made) {
    expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])(?=.*[-_.+=@%^~])\S{24}$/)
  }
})
