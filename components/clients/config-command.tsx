import { CodeBlock } from '@/components/ui/code-block'
import type { ClientConfig, OperatingSystem } from '@/lib/clients/model'

/** The same by one line: for both kinds of shell, the system's own first. */
export function ConfigCommand({ config, os }: { config: ClientConfig; os: OperatingSystem }) {
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
