import { DownloadButton } from '@/components/clients/download-button'
import { MergePanel } from '@/components/clients/merge-panel'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { Identifier } from '@/components/ui/identifier'
import type { ClientConfig } from '@/lib/clients/model'

/** The whole file, what goes into one that is there, and the tool that puts it there. */
export function ConfigFile({ config }: { config: ClientConfig }) {
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
              server={{ client, path, format, container, full, additions, ...(projectPath ? { projectPath } : {}) }}
              fileName={fileName}
            />
          </Disclosure>
        </>
      )}
    </>
  )
}
