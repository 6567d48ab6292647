import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Pool } from '@/lib/practice/cognito/slice'
import { ServiceError } from '@/lib/practice/wire/service-error'

const derive = promisify<string, Buffer, number, { N: number }, Buffer>(scrypt)

/** Cheap on purpose: a practice account's passwords guard nothing, but they still aren't kept as text. */
const COST = { N: 1024 }
const LENGTH = 32
const SETS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!@#$%^&*']

/** `salt.hash`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('base64')}.${(await derive(password, salt, LENGTH, COST)).toString('base64')}`
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split('.')
  const expected = Buffer.from(hash, 'base64')
  const given = await derive(password, Buffer.from(salt, 'base64'), LENGTH, COST)
  return expected.byteLength === given.byteLength && timingSafeEqual(expected, given)
}

/** Throws InvalidPasswordException in AWS's words. */
export function checkPolicy(pool: Pool, password: string): void {
  const policy = passwordPolicy(pool)
  const rules: [isBroken: boolean, reason: string][] = [
    [password.length < policy.MinimumLength, 'Password not long enough'],
    [policy.RequireUppercase && !/[A-Z]/.test(password), 'Password must have uppercase characters'],
    [policy.RequireLowercase && !/[a-z]/.test(password), 'Password must have lowercase characters'],
    [policy.RequireNumbers && !/[0-9]/.test(password), 'Password must have numeric characters'],
    [
      policy.RequireSymbols && !/[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/.test(password),
      'Password must have symbol characters',
    ],
  ]
  const broken = rules.find(([isBroken]) => isBroken)

  if (broken) {
    throw new ServiceError('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`)
  }
}

/** The pool's policy, filled up with what Cognito takes when nothing is said. */
export function passwordPolicy(pool: Pick<Pool, 'settings'>) {
  const given = pool.settings.Policies?.PasswordPolicy
  const isUnset = given === undefined
  return {
    MinimumLength: given?.MinimumLength ?? 8,
    RequireUppercase: given?.RequireUppercase ?? isUnset,
    RequireLowercase: given?.RequireLowercase ?? isUnset,
    RequireNumbers: given?.RequireNumbers ?? isUnset,
    RequireSymbols: given?.RequireSymbols ?? isUnset,
    TemporaryPasswordValidityDays: given?.TemporaryPasswordValidityDays ?? 7,
  }
}

/** For a user whom nobody gave a temporary password. */
export function generatePassword(pool: Pool): string {
  const length = Math.max(passwordPolicy(pool).MinimumLength, 12)
  const characters = Array.from({ length }, (_, i) => pick(SETS[i % SETS.length] ?? ''))
  return characters.join('')
}

function pick(set: string): string {
  return set[randomInt(set.length)] ?? ''
}
