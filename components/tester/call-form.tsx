import { useState } from 'react'
import { CommandForm } from '@/components/tester/command-form'
import { SchemaForm } from '@/components/tester/schema-form'
import type { HistoryEntry, ToolCall } from '@/components/tester/tester-state'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import type { TesterTool } from '@/lib/mcp/tester/tester-model'

type CallFormProps = {
  tool: TesterTool
  history: HistoryEntry[]
  isCalling: boolean
  onCall: (call: ToolCall) => void
}

/** The command line for `call_aws`, a form made from the schema for any other tool and on request. */
export function CallForm({ tool, history, isCalling, onCall }: CallFormProps) {
  const [isGeneric, setIsGeneric] = useState(tool.name !== 'call_aws')
  const call = (values: Record<string, unknown>) => onCall({ tool: tool.name, arguments: values })

  return (
    <div className="flex min-w-0 flex-col gap-3">
      {isGeneric ? (
        <SchemaForm tool={tool} isCalling={isCalling} onCall={call} />
      ) : (
        <CommandForm history={history} isCalling={isCalling} onCall={call} />
      )}
      {tool.name === 'call_aws' ? (
        <Button variant="ghost" size="sm" className="w-fit" onClick={() => setIsGeneric(!isGeneric)}>
          {isGeneric ? 'Use the command line' : 'Use all parameters of the tool'}
        </Button>
      ) : null}
      <Disclosure summary="Description and schema">
        <div className="flex flex-col gap-3">
          {tool.description ? <p className="max-w-3xl whitespace-pre-wrap break-words">{tool.description}</p> : null}
          <CodeBlock code={JSON.stringify(tool.inputSchema, null, 2)} language="json" filename="input schema" />
        </div>
      </Disclosure>
    </div>
  )
}
