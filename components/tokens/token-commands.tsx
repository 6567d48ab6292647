import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import type { TokenCommands as Commands } from '@/lib/tokens/sign-in/commands'

/** How an assistant survives a day without this page. */
export function TokenCommands({ commands, isPractice }: { commands: Commands; isPractice: boolean }) {
  return (
    <Disclosure summary="A fresh token in a terminal, or for a client that runs a command">
      <div className="flex min-w-0 flex-col gap-3">
        <p className="max-w-2xl text-muted">
          For the computer that Slipway runs on. The first command asks for the password and keeps the sign-in,
          encrypted, in a file that only you may read; the others need no password from then on.
          {isPractice ? ' They find the practice account as long as this console runs.' : ''}
        </p>
        <CodeBlock code={commands.keep} language="shell" filename="sign in once" />
        <CodeBlock code={commands.print} language="shell" filename="print a token" />
        <CodeBlock code={commands.header} language="shell" filename="headers helper" />
        <p className="max-w-2xl text-muted">
          Claude Code runs a headers helper when it connects and again after a 401, so its token never runs out:
        </p>
        <CodeBlock code={commands.claudeCode} language="json" filename=".mcp.json" />
        <CodeBlock code={commands.forget} language="shell" filename="revoke and forget" />
      </div>
    </Disclosure>
  )
}
