import { DEFAULT_REGION } from '@/lib/practice/account'
import type { SeedBucket, SeedInstance, SeedObject } from '@/lib/practice/seed/model'

function at(text: string): number {
  return Date.parse(text)
}

function object(key: string, size: number, modified: string): SeedObject {
  return { key, size, modifiedAt: at(modified) }
}

export const FIRST_BUCKETS: Record<string, SeedBucket> = {
  'practice-invoices': {
    name: 'practice-invoices',
    region: DEFAULT_REGION,
    createdAt: at('2025-03-04T09:12:44Z'),
    objects: [
      object('2026/08/invoice-1041.pdf', 84_213, '2026-08-31T22:04:10Z'),
      object('2026/09/invoice-1042.pdf', 91_880, '2026-09-30T22:03:58Z'),
      object('2026/10/invoice-1043.pdf', 90_127, '2026-10-31T23:04:02Z'),
      object('summary-2026.csv', 12_904, '2026-10-31T23:10:00Z'),
    ],
  },
  'practice-website-assets': {
    name: 'practice-website-assets',
    region: DEFAULT_REGION,
    createdAt: at('2025-06-19T14:40:02Z'),
    objects: [
      object('css/site.css', 18_220, '2026-07-02T08:00:00Z'),
      object('images/hero.webp', 412_880, '2026-07-02T08:00:01Z'),
      object('index.html', 5_312, '2026-09-12T16:21:45Z'),
    ],
  },
}

export const FIRST_INSTANCES: SeedInstance[] = [
  {
    id: 'i-0a1b2c3d4e5f60001',
    name: 'web-1',
    environment: 'production',
    type: 't4g.small',
    state: 'running',
    privateIp: '10.0.1.11',
    launchedAt: at('2026-09-01T06:30:00Z'),
  },
  {
    id: 'i-0a1b2c3d4e5f60002',
    name: 'web-2',
    environment: 'production',
    type: 't4g.small',
    state: 'running',
    privateIp: '10.0.2.12',
    launchedAt: at('2026-09-01T06:30:09Z'),
  },
  {
    id: 'i-0a1b2c3d4e5f60003',
    name: 'batch-trial',
    environment: 'development',
    type: 'm7g.large',
    state: 'stopped',
    privateIp: '10.0.3.20',
    launchedAt: at('2026-05-20T12:15:30Z'),
  },
]

/** In DynamoDB's own JSON. */
export const ORDERS = [
  { orderId: { S: '1041' }, customer: { S: 'north-office' }, total: { N: '184.20' }, status: { S: 'shipped' } },
  { orderId: { S: '1042' }, customer: { S: 'harbour' }, total: { N: '72.00' }, status: { S: 'shipped' } },
  { orderId: { S: '1043' }, customer: { S: 'north-office' }, total: { N: '310.95' }, status: { S: 'open' } },
  { orderId: { S: '1044' }, customer: { S: 'workshop' }, total: { N: '15.40' }, status: { S: 'open' } },
] as const

export const FUNCTIONS = [
  { name: 'resize-images', runtime: 'nodejs22.x', memory: 512, timeout: 30, modified: '2026-08-14T10:02:11.000+0000' },
  {
    name: 'nightly-report',
    runtime: 'python3.13',
    memory: 256,
    timeout: 300,
    modified: '2026-10-05T04:45:00.000+0000',
  },
] as const
