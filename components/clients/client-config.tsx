import { ExternalLink } from 'lucide-react'
import { DownloadButton } from '@/components/clients/download-button'
import { NeedList } from '@/components/clients/need-list'
import { Section } from '@/components/layout/page'
import { Badge } from '@/components/ui/badge'
import { buttonClass } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { Identifier } from '@/components/ui/identifier'
import type { ClientDefinition, ClientConfig as Config } from '@/lib/clients/model'

/** Everything that one client needs to reach the runtime. */
export function ClientConfig({ client, config }: { client: ClientDefinition; config: Config }) {
  return (
    <>
      <Section title="What it needs">
        <NeedList needs={config.needs} />
      </Section>
      {config.command || config.link ? <Shortcuts client={client} config={config} /> : null}
      <Section
        title="Config file"
        description={
          <>
            In <Identifier value={config.path} max={80} label="path" />
            {config.projectPath ? ` or, for one project, ${config.projectPath} in its folder` : null}
          </>
        }
        actions={<DownloadButton text={config.full} fileName={config.fileName} />}
      >
        <CodeBlock code={config.full} language={config.format} filename={config.fileName} wrap />
        <Disclosure summary={`The file has other servers already: what goes inside ${config.container}`}>
          <CodeBlock code={config.fragment} language={config.format} wrap />
        </Disclosure>
        {config.notes.length > 0 ? (
          <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
            {config.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        ) : null}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-table">
          <a
            className="text-accent underline underline-offset-4"
            href={client.docsUrl}
            target="_blank"
            rel="noreferrer"
          >
            {`${client.name} documentation`}
          </a>
          <span>Format checked {client.verifiedAt}</span>
          {client.status === 'stable' ? null : <Badge tone="warning">{client.status}</Badge>}
        </p>
      </Section>
    </>
  )
}

function Shortcuts({ client, config }: { client: ClientDefinition; config: Config }) {
  return (
    <Section
      title="The quick way"
      actions={
        config.link ? (
          <a href={config.link} className={buttonClass({ variant: 'primary', size: 'sm' })}>
            <ExternalLink aria-hidden />
            {`Add to ${client.name}`}
          </a>
        ) : null
      }
    >
      {config.command ? <CodeBlock code={config.command} language="bash or zsh" wrap /> : null}
      {config.link ? (
        <p className="text-muted">
          The link opens {client.name} and asks before it adds the server. It holds no secret.
        </p>
      ) : null}
    </Section>
  )
}
