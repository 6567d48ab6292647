import { s3 } from '@/lib/practice/seed/s3'
import type { SeedAsk, SeedWire, Values } from '@/lib/practice/seed/wire/model'
import { foreignRefusal } from '@/lib/practice/wire/not-imitated'
import { queryProtocol } from '@/lib/practice/wire/protocol-query'
import { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type WireRequest } from '@/lib/practice/wire/wire'
import { escapeXml } from '@/lib/practice/wire/xml'

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** What clients send along that changes nothing here. */
const IGNORED = new Set(['list-type', 'encoding-type', 'x-id', 'fetch-owner', 'location'])

const PARAMETERS = new Map([
  ['prefix', 'Prefix'],
  ['delimiter', 'Delimiter'],
  ['max-keys', 'MaxKeys'],
  ['start-after', 'StartAfter'],
  ['continuation-token', 'ContinuationToken'],
  ['max-buckets', 'MaxBuckets'],
])

/** REST XML with the bucket in the path or before the host, as clients choose. */
export const s3Wire: SeedWire = {
  service: s3,
  read,
  answer: (operation, output, requestId) => {
    const { status = 200, headers = {}, body = '' } = WRITERS[operation]?.(output) ?? {}
    const type = body === '' ? {} : { 'content-type': 'application/xml' }
    return {
      status,
      headers: { ...type, ...headers, 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) },
      body,
    }
  },
  refuse: (error, requestId) =>
    foreignRefusal('s3', error, requestId) ?? queryProtocol.refuse(undefined, error, requestId),
}

/** S3's second id of a request, made of the first. */
function hostId(requestId: string): string {
  return Buffer.from(requestId).toString('base64')
}

function read(request: WireRequest): SeedAsk {
  const { method, rawQuery } = request
  const query = new URLSearchParams(rawQuery)
  const { bucket, key } = placeOf(request)
  const flags = [...query.keys()].filter((name) => !PARAMETERS.has(name) && !IGNORED.has(name))
  const given = [...query].flatMap(([name, value]) => (PARAMETERS.has(name) ? [[PARAMETERS.get(name), value]] : []))
  const input = {
    ...Object.fromEntries(given),
    ...(bucket === '' ? {} : { Bucket: bucket }),
    ...(key === '' ? {} : { Key: key }),
  }
  const place = key === '' ? (bucket === '' ? 'service' : 'bucket') : 'object'
  const operation = query.has('location') ? 'GetBucketLocation' : OPERATIONS[`${method} ${place}`]
  // A word without a value names another operation: ?versioning, ?policy, ?uploads …
  const strange = flags.length > 0 || operation === undefined
  return {
    operation: strange ? `${method} of a ${place}${flags.map((name) => ` ?${name}`).join('')}` : operation,
    input,
  }
}

const OPERATIONS: Record<string, string> = {
  'GET service': 'ListBuckets',
  'GET bucket': 'ListObjectsV2',
  'HEAD bucket': 'HeadBucket',
  'PUT bucket': 'CreateBucket',
  'DELETE bucket': 'DeleteBucket',
  'HEAD object': 'HeadObject',
  'GET object': 'GetObject',
}

function placeOf({ headers, path }: WireRequest): { bucket: string; key: string } {
  const host = header(headers, 'host')?.replace(/:\d+$/, '') ?? ''
  const [, virtual] = /^(.+)\.localhost$/i.exec(host) ?? []
  const [first = '', ...rest] = path.replace(/^\//, '').split('/').map(decoded)
  return virtual === undefined
    ? { bucket: first, key: rest.join('/') }
    : { bucket: virtual, key: [first, ...rest].join('/') }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ServiceError('InvalidURI', 'Could not parse the specified URI.')
  }
}

type Written = { status?: number; headers?: Record<string, string>; body?: string }

const WRITERS: Record<string, (output: Values) => Written> = {
  ListBuckets: ({ Buckets, Owner }) => ({
    body: root('ListAllMyBucketsResult', { Owner, Buckets: { Bucket: Buckets } }),
  }),
  ListObjectsV2: (output) => ({ body: root('ListBucketResult', output) }),
  GetBucketLocation: ({ LocationConstraint }) => ({
    body: root('LocationConstraint', LocationConstraint === null ? '' : LocationConstraint),
  }),
  HeadBucket: ({ BucketRegion }) => ({
    headers: { 'x-amz-bucket-region': String(BucketRegion), 'x-amz-access-point-alias': 'false' },
  }),
  HeadObject: ({ LastModified, ETag, ContentLength, ContentType }) => ({
    headers: {
      'last-modified': (LastModified as Date).toUTCString(),
      etag: String(ETag),
      'content-length': String(ContentLength),
      'content-type': String(ContentType),
      'accept-ranges': 'bytes',
    },
  }),
  CreateBucket: ({ Location }) => ({ headers: { location: String(Location) } }),
  DeleteBucket: () => ({ status: 204 }),
}

function root(name: string, value: unknown): string {
  const [, rest = '/>'] = /^<[^>]*?(\/?>.*)$/s.exec(element(name, value)) ?? []
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${XMLNS}"${rest}`
}

/** Lists are flat: one element for each item. */
function element(name: string, value: unknown): string {
  if (value === undefined || value === null) {
    return ''
  }
  if (Array.isArray(value)) {
    return value.map((item) => element(name, item)).join('')
  }
  if (value instanceof Date) {
    return `<${name}>${value.toISOString()}</${name}>`
  }
  const content =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([member, part]) => element(member, part))
          .join('')
      : escapeXml(String(value))
  return `<${name}>${content}</${name}>`
}
