import { createHmac, randomBytes } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000
const DIGITS = 6

/** 32 random bytes in base32, as Cognito gives them. */
export function makeTotpSecret(): string {
  return toBase32(randomBytes(32))
}

/**
 * The code of RFC 6238 (SHA-1, 30 seconds, six digits) at a time in milliseconds.
 * @internal
 */
export function totpCode(secret: string, time: number): string {
  return hotp(fromBase32(secret), Math.floor(time / STEP_MS))
}

/** The step that a code belongs to, one step early or late allowed; undefined when it is wrong. */
export function totpStep(secret: string, code: string, time: number): number | undefined {
  const now = Math.floor(time / STEP_MS)
  const key = fromBase32(secret)
  return [now, now - 1, now + 1].find((step) => hotp(key, step) === code)
}

function hotp(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((group) => BASE32[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((character) => BASE32.indexOf(character).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((group) => Number.parseInt(group, 2)))
}
