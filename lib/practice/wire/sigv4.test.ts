import { Sha256 } from '@aws-crypto/sha256-js'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSignature, signatureMatches } from '@/lib/practice/wire/sigv4'
import type { WireRequest } from '@/lib/practice/wire/wire'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const ARN = 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/a-AbCdEf1234'

type Draft = { method: string; path: string; query: Record<string, string | string[]>; body: string }

/** Signed by the SDK's own signer, as it arrives here. */
async function signed({ method, path, query, body }: Draft, sessionToken?: string): Promise<WireRequest> {
  const signer = new SignatureV4({
    service: 'bedrock-agentcore',
    region: 'us-east-1',
    sha256: Sha256,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SECRET, ...(sessionToken ? { sessionToken } : {}) },
  })
  const headers = { host: '127.0.0.1:4566', 'content-type': 'application/json', 'x-odd': '  two   spaces ' }
  const request = await signer.sign(new HttpRequest({ method, path, query, headers, body }))
  const rawQuery = Object.entries(query)
    .flatMap(([name, values]) => [values].flat().map((value) => `${strict(name)}=${strict(value)}`))
    .join('&')
  const lower = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])
  return { method, path, rawQuery, headers: Object.fromEntries(lower), body: Buffer.from(body) }
}

function strict(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function verifies(request: WireRequest, secret = SECRET): boolean {
  const header = parseSignature(request)
  return header !== undefined && signatureMatches(request, header, secret)
}

const anyText = fc.string({ unit: 'grapheme', maxLength: 12 })
const draft = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(anyText, { maxLength: 4 }).map((parts) => `/${parts.map(strict).join('/')}`),
  query: fc.dictionary(fc.stringMatching(/^[\w.-]{1,8}$/), fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }))),
  body: fc.string(),
})

test('accepts what the SDK signs, whatever is in path, query and body', async () => {
  await fc.assert(
    fc.asyncProperty(draft, async (one) => verifies(await signed(one))),
    { numRuns: 150 },
  )
})

test('accepts an encoded ARN in the path and a session token', async () => {
  const path = `/runtimes/${encodeURIComponent(ARN)}/invocations`
  const request = await signed({ method: 'POST', path, query: { qualifier: 'DEFAULT' }, body: '{}' }, 'token+/=')
  expect(verifies(request)).toBe(true)
})

test.each<[string, (request: WireRequest) => WireRequest]>([
  ['the body', (request) => ({ ...request, body: Buffer.from('{"a":2}') })],
  ['the path', (request) => ({ ...request, path: '/runtimes/other/' })],
  ['the query', (request) => ({ ...request, rawQuery: 'maxResults=6' })],
  ['the method', (request) => ({ ...request, method: 'POST' })],
  ['a signed header', (request) => withHeader(request, 'content-type', 'text/plain')],
  ['the declared hash', (request) => withHeader(request, 'x-amz-content-sha256', '0'.repeat(64))],
])('refuses when %s was changed', async (_what, tampered) => {
  const request = await signed({ method: 'PUT', path: '/runtimes/', query: { maxResults: '5' }, body: '{"a":1}' })
  expect(verifies(request)).toBe(true)
  expect(verifies(tampered(request))).toBe(false)
})

function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: { ...request.headers, [name]: value } }
}

test('refuses another secret, and a signature that leaves out the host', async () => {
  const request = await signed({ method: 'GET', path: '/', query: {}, body: '' })
  expect(verifies(request, `${SECRET}x`)).toBe(false)
  const header = parseSignature(request)
  expect(header && signatureMatches(request, { ...header, signedHeaders: ['x-amz-date'] }, SECRET)).toBe(false)
})

test.each([
  'Bearer abc',
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam, SignedHeaders=host, Signature=00',
  `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam/aws4_request, SignedHeaders=, Signature=${'0'.repeat(64)}`,
  'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=zz',
])('does not read %s', (header) => {
  expect(
    parseSignature({ method: 'GET', path: '/', rawQuery: '', headers: { authorization: header }, body: Buffer.of() }),
  ).toBeUndefined()
})

/** An address with the signature in its query. */
async function presigned({ method, path, query, body }: Draft, sessionToken?: string): Promise<WireRequest> {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SECRET, ...(sessionToken ? { sessionToken } : {}) }
  const signer = new SignatureV4({ service: 'sts', region: 'us-east-1', sha256: Sha256, credentials })
  const headers = { host: '127.0.0.1:4566' }
  const request = await signer.presign(new HttpRequest({ method, path, query, headers, body }), { expiresIn: 60 })
  const rawQuery = Object.entries(request.query ?? {})
    .flatMap(([name, values]) => [values].flat().map((value) => `${strict(name)}=${strict(value ?? '')}`))
    .join('&')
  return { method, path, rawQuery, headers, body: Buffer.from(body) }
}

test('accepts what the SDK presigns, and nothing that was changed after', async () => {
  await fc.assert(
    fc.asyncProperty(draft, fc.option(anyText, { nil: undefined }), async (one, token) => {
      const request = await presigned(one, token)
      expect(verifies(request)).toBe(true)
      expect(parseSignature(request)).toMatchObject({ accessKeyId: 'AKIAEXAMPLE', token: token || undefined })
      expect(verifies({ ...request, rawQuery: `${request.rawQuery}&a=b` })).toBe(false)
      expect(verifies({ ...request, rawQuery: request.rawQuery.replace('Expires=60', 'Expires=61') })).toBe(false)
      expect(verifies({ ...request, body: Buffer.from(`${one.body}x`) })).toBe(false)
    }),
    { numRuns: 100 },
  )
})

test('takes a presigned address of another algorithm for none', async () => {
  const request = await presigned({ method: 'GET', path: '/', query: {}, body: '' })
  expect(parseSignature({ ...request, rawQuery: request.rawQuery.replace('HMAC-SHA256', 'HMAC-SHA1') })).toBeUndefined()
})
