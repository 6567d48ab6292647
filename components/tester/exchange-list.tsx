import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { formatDuration } from '@/lib/format/duration'
import { parseJson } from '@/lib/mcp/json-values'
import type { Exchange } from '@/lib/mcp/tester/tester-model'

/** Each HTTP request and answer, with its time. Credentials were never in it. */
export function ExchangeList({ exchanges }: { exchanges: Exchange[] }) {
  const longestMs = Math.max(1, ...exchanges.map(({ durationMs }) => durationMs))

  return (
    <Disclosure summary={<Hops exchanges={exchanges} />}>
      <ol className="flex min-w-0 flex-col gap-3">
        {exchanges.map((exchange, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: requests are known by their order
          <li key={index} className="flex min-w-0 flex-col gap-2">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-mono">{exchange.title}</span>
              <span className="text-muted">
                {exchange.status === undefined ? 'no answer' : `HTTP ${exchange.status}`}
              </span>
              <span aria-hidden className="hidden h-1.5 w-24 overflow-hidden rounded-full bg-raised sm:block">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${Math.max(2, (exchange.durationMs / longestMs) * 100)}%` }}
                />
              </span>
              <span className="text-table tabular-nums">{formatDuration(exchange.durationMs)}</span>
            </p>
            <CodeBlock code={message(exchange.requestHeaders, exchange.request)} language="request" />
            <CodeBlock code={message(exchange.responseHeaders, exchange.response)} language="response" />
          </li>
        ))}
      </ol>
    </Disclosure>
  )
}

/** The time of each hop, before anything is opened. */
function Hops({ exchanges }: { exchanges: Exchange[] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {`Raw exchange: ${exchanges.length} ${exchanges.length === 1 ? 'request' : 'requests'}`}
      {exchanges.map(({ title, durationMs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: requests are known by their order
        <span key={index} className="text-muted text-table tabular-nums">
          <span className="font-mono">{title}</span> {formatDuration(durationMs)}
        </span>
      ))}
    </span>
  )
}

function message(headers: Record<string, string>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const json = parseJson(body)
  return [...lines, '', json === undefined ? body : JSON.stringify(json, null, 2)].join('\n')
}
