import { Badge } from '@/components/ui/badge'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import type { ClientDefinition } from '@/lib/clients/model'

/** What is known of a client, and since when. */
export function ClientFacts({ client }: { client: ClientDefinition }) {
  const { name, docsUrl, verifiedAt, status, tokenReference, timeouts = [], redirectUris = [] } = client
  const facts = [
    {
      term: 'Token in the file',
      value: tokenReference ? <code>{tokenReference}</code> : 'The token itself: no way to name a variable is known.',
    },
    ...(timeouts.length > 0
      ? [
          {
            term: 'Time-outs',
            value: timeouts.map(({ setting, value, unit }) => `${setting}: ${value} ${unit}`).join(', '),
          },
        ]
      : []),
    ...(redirectUris.length > 0
      ? [
          {
            term: 'OAuth redirect URIs',
            value: (
              <ul className="flex flex-col gap-1">
                {redirectUris.map((uri) => (
                  <li key={uri}>
                    <code className="break-all">{uri}</code>
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ]

  return (
    <>
      <Disclosure summary={`About ${name}`}>
        <DefinitionList items={facts} />
      </Disclosure>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-table">
        <a className="text-accent underline underline-offset-4" href={docsUrl} target="_blank" rel="noreferrer">
          {`${name} documentation`}
        </a>
        <span>Format checked {verifiedAt}</span>
        {status === 'stable' ? null : <Badge tone="warning">{status}</Badge>}
      </p>
    </>
  )
}
