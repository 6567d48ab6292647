import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ChoiceLinks } from '@/components/clients/choice-links'
import { ClientFacts } from '@/components/clients/client-facts'
import { Command } from '@/components/clients/command'
import type { Chosen } from '@/components/clients/connect-href'
import { DownloadButton } from '@/components/clients/download-button'
import { MergePanel } from '@/components/clients/merge-panel'
import { Step } from '@/components/clients/step'
import { buttonClass } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { Identifier } from '@/components/ui/identifier'
import type { Form } from '@/lib/clients/choice'
import type { ClientConfig, ClientDefinition, Need, OperatingSystem } from '@/lib/clients/model'

type InstallStepProps = {
  chosen: Chosen
  client: ClientDefinition
  config: ClientConfig
  /** Puts it there by itself. */
  install: ReactNode
}

const LABELS: Record<Form, string> = { file: 'File', command: 'Command', link: 'Link' }

/** How the server gets into the client: what to copy and where to, and all that is to know about it, folded. */
export function InstallStep({ chosen, client, config, install }: InstallStepProps) {
  const forms = formsOf(config)
  const form = forms.includes(chosen.choice.form) ? chosen.choice.form : 'file'

  return (
    <Step
      number={2}
      title={`Put it into ${client.name}`}
      state={
        forms.length > 1 ? (
          <ChoiceLinks
            label="Form"
            chosen={{ ...chosen, choice: { ...chosen.choice, form } }}
            options={forms.map((name) => ({ label: LABELS[name], change: { form: name } }))}
          />
        ) : null
      }
    >
      {install}
      {form === 'file' ? <ConfigFile config={config} /> : null}
      {form === 'command' ? <ConfigCommand config={config} os={chosen.choice.os} /> : null}
      {form === 'link' && config.link ? <ConfigLink link={config.link} name={client.name} /> : null}
      <Disclosure summary="What it needs">
        <NeedList needs={config.needs} />
      </Disclosure>
      {config.notes.length > 0 ? (
        <Disclosure summary="Good to know">
          <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
            {config.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      <ClientFacts client={client} />
    </Step>
  )
}

function formsOf({ command, link }: ClientConfig): Form[] {
  return ['file', ...(command ? ['command' as const] : []), ...(link ? ['link' as const] : [])]
}

/** The same by one line: for both kinds of shell, the system's own first. */
function ConfigCommand({ config, os }: { config: ClientConfig; os: OperatingSystem }) {
  const { command, powershell } = config
  const bash = command ? <CodeBlock key="bash" code={command} language="bash or zsh" wrap /> : null
  const windows = powershell ? (
    <CodeBlock key="powershell" code={powershell} language="PowerShell" wrap />
  ) : (
    <p key="powershell" className="text-muted">
      Windows PowerShell 5 takes the double quotes out of this line. There, use the file.
    </p>
  )

  return (
    <>
      {os === 'windows' ? [windows, bash] : [bash, windows]}
      <p className="text-muted">Paste it. In a .bat or .cmd file, the % signs of the address would be lost.</p>
    </>
  )
}

/** The whole file, what goes into one that is there, and the tool that puts it there. */
function ConfigFile({ config }: { config: ClientConfig }) {
  const { client, path, projectPath, fileName, format, full, fragment, container, additions } = config

  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-muted">
          In <Identifier value={path} max={80} label="path" />
          {projectPath ? ` or, for one project, ${projectPath} in its folder` : null}
        </p>
        <DownloadButton text={full} fileName={fileName} />
      </div>
      <CodeBlock code={full} language={format} filename={fileName} wrap />
      {format === 'python' ? null : (
        <>
          <Disclosure summary={`The file has other servers already: what goes inside ${container}`}>
            <CodeBlock code={fragment} language={format} wrap />
          </Disclosure>
          <Disclosure summary="Merge into my file">
            <MergePanel
              server={{ client, path, format, container, full, additions, projectPath }}
              fileName={fileName}
            />
          </Disclosure>
        </>
      )}
    </>
  )
}

/** One click, and the same address to copy: a browser may not hand it to a program. */
function ConfigLink({ link, name }: { link: string; name: string }) {
  return (
    <>
      <p>
        <a href={link} className={buttonClass({ variant: 'primary' })}>
          <ExternalLink aria-hidden />
          {`Add to ${name}`}
        </a>
      </p>
      <p className="text-muted">
        It opens {name}, which asks before it adds the server. It holds no secret. If nothing opens, copy the address
        into the browser, or use the file.
      </p>
      <CodeBlock code={link} language="link" wrap />
    </>
  )
}

function NeedList({ needs }: { needs: Need[] }) {
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5">
      {needs.map(({ text, command, href, link }) => (
        <li key={text}>
          {text}
          {href ? (
            <>
              {' '}
              <a className="text-accent underline underline-offset-4" href={href} target="_blank" rel="noreferrer">
                How to install it
              </a>
            </>
          ) : null}
          {link ? (
            <>
              {' '}
              <Link className="text-accent underline underline-offset-4" href={link.href}>
                {link.label}
              </Link>
            </>
          ) : null}
          {command ? (
            <span className="mt-1 block">
              <Command command={command} />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
