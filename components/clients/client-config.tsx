import { ChoiceLinks } from '@/components/clients/choice-links'
import { ClientFacts } from '@/components/clients/client-facts'
import { ConfigCommand } from '@/components/clients/config-command'
import { ConfigFile } from '@/components/clients/config-file'
import { ConfigLink } from '@/components/clients/config-link'
import type { Chosen } from '@/components/clients/connect-href'
import { NeedList } from '@/components/clients/need-list'
import { Section } from '@/components/layout/page'
import type { Form } from '@/lib/clients/choice'
import type { ClientDefinition, ClientConfig as Config } from '@/lib/clients/model'

type ClientConfigProps = { chosen: Chosen; client: ClientDefinition; config: Config }

const LABELS: Record<Form, string> = { file: 'File', command: 'Command', link: 'Link' }

/** Everything that one client needs to reach the server. */
export function ClientConfig({ chosen, client, config }: ClientConfigProps) {
  const forms = formsOf(config)
  const form = forms.includes(chosen.choice.form) ? chosen.choice.form : 'file'

  return (
    <>
      <Section title="What it needs">
        <NeedList needs={config.needs} />
      </Section>
      <Section
        title={`Config for ${client.name}`}
        actions={
          forms.length > 1 ? (
            <ChoiceLinks
              label="Form"
              chosen={{ ...chosen, choice: { ...chosen.choice, form } }}
              options={forms.map((name) => ({ label: LABELS[name], change: { form: name } }))}
            />
          ) : null
        }
      >
        {form === 'file' ? <ConfigFile config={config} /> : null}
        {form === 'command' ? <ConfigCommand config={config} os={chosen.choice.os} /> : null}
        {form === 'link' && config.link ? <ConfigLink link={config.link} name={client.name} /> : null}
        {config.notes.length > 0 ? (
          <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
            {config.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        ) : null}
        <ClientFacts client={client} />
      </Section>
    </>
  )
}

function formsOf({ command, link }: Config): Form[] {
  return ['file', ...(command ? ['command' as const] : []), ...(link ? ['link' as const] : [])]
}
