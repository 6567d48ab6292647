import { SOURCES } from '@/lib/troubles/sources'

export type NoiseRule = { id: string; title: string; hints: string[]; pattern: RegExp; source: { href: string } }

/** What looks bad in a healthy log. A line of these is counted and looked at no further. */
export const NOISE_RULES: NoiseRule[] = [
  {
    id: 'span-export',
    title: 'Traces that nobody receives',
    hints: ['export'],
    pattern:
      /(failed to export|exception while exporting|transient error .{0,200}export|encountered while exporting|error exporting)/i,
    source: SOURCES.spans,
  },
  {
    id: 'probe',
    title: 'Health checks and scanners',
    hints: ['"get ', '"head ', '"options ', '"delete '],
    pattern:
      /"(?:(?:GET|HEAD|OPTIONS) \S* HTTP\/[\d.]+" (?:4(?!21)\d\d|3\d\d|200)|(?:DELETE) \S* HTTP\/[\d.]+" (?:40[45]|2\d\d))/,
    source: SOURCES.contract,
  },
  {
    id: 'invalid-http',
    title: 'Probes that do not speak HTTP',
    hints: ['invalid http request'],
    pattern: /Invalid HTTP request received/i,
    source: SOURCES.contract,
  },
  {
    id: 'no-policy-file',
    title: 'No policy file in the image, as usual',
    hints: ['no security policy file'],
    pattern: /No security policy file found/i,
    source: SOURCES.server,
  },
  {
    id: 'deprecation',
    title: "The server's deprecation notice",
    hints: ['deprecat'],
    pattern: /DEPRECATION NOTICE|DeprecationWarning|PendingDeprecationWarning/i,
    source: SOURCES.server,
  },
  {
    id: 'client-left',
    // Server 1.2.0 has such a traceback for each request.
    title: 'Clients that hung up, and requests that are over',
    hints: [
      'closedresourceerror',
      'clientdisconnect',
      'brokenresourceerror',
      'connectionreseterror',
      'without completing response',
    ],
    pattern:
      /\b(anyio\.)?(ClosedResourceError|BrokenResourceError)\b|\bClientDisconnect\b|ConnectionResetError: \[Errno 104\]|ASGI callable returned without completing response/,
    source: SOURCES.contract,
  },
  {
    id: 'telemetry-setup',
    title: 'Telemetry set up twice',
    hints: ['tracerprovider', 'already instrumented', 'meterprovider'],
    pattern: /Overriding of current (Tracer|Meter|Logger)Provider is not allowed|already instrumented/i,
    source: SOURCES.spans,
  },
]
