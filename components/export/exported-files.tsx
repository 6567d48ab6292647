import { DownloadButton } from '@/components/clients/download-button'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { CodeBlock } from '@/components/ui/code-block'
import { exportDeployment } from '@/lib/export/export-deployment'
import type { ExportFormat, NotSaid } from '@/lib/export/model'

/** The files of one format, then what it can't say, then the commands. */
export async function ExportedFiles({ connection, runtime, format }: RuntimeView & { format: ExportFormat }) {
  const written = await exportDeployment(connection, runtime.id, format)

  if (!written.ok) {
    return <FailureNotice failure={written.error} retry={<RefreshButton label="Try again" />} />
  }
  const { files, notSaid, commands } = written.data
  return (
    <>
      {files.map(({ name, language, text }) => (
        <div key={name} className="grid min-w-0 gap-2">
          <CodeBlock code={text} language={language} filename={name} lineNumbers />
          <div>
            <DownloadButton text={text} fileName={name} />
          </div>
        </div>
      ))}
      <Section title="What this can’t say" description="It is live, and it is not in the files.">
        <NotSaidList notSaid={notSaid} />
      </Section>
      <Section title="Then" description="In the folder of the files.">
        <CodeBlock code={commands.join('\n')} language="shell" filename="commands" wrap />
      </Section>
    </>
  )
}

function NotSaidList({ notSaid }: { notSaid: NotSaid[] }) {
  return notSaid.length === 0 ? (
    <Notice tone="success" title="Nothing: the files say all of it." />
  ) : (
    <ul className="grid gap-2">
      {notSaid.map(({ member, why, lost }) => (
        <li key={member} className="min-w-0">
          <p className="break-words font-mono text-table">{member}</p>
          <p className="break-words text-muted">
            {why} {lost}
          </p>
        </li>
      ))}
    </ul>
  )
}
