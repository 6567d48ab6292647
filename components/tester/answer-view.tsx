import { Notice } from '@/components/feedback/notice'
import { ExplainedView } from '@/components/findings/explained-view'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { Cell, Row, Table } from '@/components/ui/table'
import { parseJson } from '@/lib/mcp/json-values'
import { tableOf, type ValueTable } from '@/lib/mcp/table'
import type { ToolAnswer } from '@/lib/mcp/tester/tester-model'

type Command = ToolAnswer['commands'][number]

/** The answer of a tool: command by command for `call_aws`; else a table where it is one, JSON or text. */
export function AnswerView({ answer }: { answer: ToolAnswer }) {
  if (answer.commands.length > 0) {
    return (
      <div className="flex min-w-0 flex-col gap-4">
        {answer.commands.map((command, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same command may be run twice
          <CommandView key={index} command={command} isOnly={answer.commands.length === 1} />
        ))}
      </div>
    )
  }
  const value = answer.structured ?? parseJson(answer.text)
  return value === undefined ? <Code text={answer.text} language="text" wrap /> : <ValueView value={value} />
}

function CommandView({ command, isOnly }: { command: Command; isOnly: boolean }) {
  const { command: line, failure, explanation, data, text } = command

  return (
    <div className="flex min-w-0 flex-col gap-2">
      {isOnly ? null : <p className="break-all font-mono text-table">{line}</p>}
      {failure ? <CommandTrouble failure={failure} explanation={explanation} /> : null}
      {data === undefined ? null : <ValueView value={data} />}
      {text === undefined ? null : <Code text={text} language="text" />}
      {failure || data !== undefined || text !== undefined ? null : (
        <p>The command succeeded. AWS answered nothing else.</p>
      )}
    </div>
  )
}

const ANSWER = { from: 'answer' } as const

type CommandTroubleProps = {
  failure: NonNullable<Command['failure']>
  explanation: Command['explanation'] | undefined
}

function CommandTrouble({ failure, explanation }: CommandTroubleProps) {
  const { message, code, isUnsent } = failure

  return (
    <Notice tone="warning" title={explanation?.title ?? 'The command failed.'}>
      {isUnsent ? null : <p>The tool answered; it is the command inside that failed.</p>}
      {explanation ? <ExplainedView explained={explanation} place={ANSWER} /> : null}
      <p className="whitespace-pre-wrap break-words font-mono text-table">{code ? `${code}: ${message}` : message}</p>
    </Notice>
  )
}

function ValueView({ value }: { value: unknown }) {
  const table = tableOf(value)
  const json = <Code text={JSON.stringify(value, null, 2)} language="json" />

  return table ? (
    <>
      <ValueRows table={table} />
      {table.more > 0 ? <p className="text-muted">{`${count(table.more)} more rows are left out here.`}</p> : null}
      <Disclosure summary={table.hidden.length === 0 ? 'As JSON' : `As JSON, with ${table.hidden.join(', ')}`}>
        {json}
      </Disclosure>
    </>
  ) : (
    json
  )
}

const MAX_TEXT = 200_000

/** An answer may be as long as AWS likes; a page may not. */
function Code({ text, ...rest }: { text: string; language: string; wrap?: boolean }) {
  return (
    <>
      <CodeBlock code={text.slice(0, MAX_TEXT)} {...rest} />
      {text.length > MAX_TEXT ? (
        <p className="text-muted">{`The first ${count(MAX_TEXT)} of ${count(text.length)} characters.`}</p>
      ) : null}
    </>
  )
}

function count(number: number): string {
  return number.toLocaleString('en')
}

/** As wide as the answer wants: it scrolls in a box of its own, so the heading can't stick to the page. */
function ValueRows({ table: { columns, rows } }: { table: ValueTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section aria-label="Result, as a table" tabIndex={0} className="overflow-x-auto [&_thead]:static">
      <Table label="Result" columns={columns.map((label) => ({ label }))}>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
          <Row key={index}>
            {columns.map((column, at) => (
              <Cell key={column} label={column}>
                <span className="break-words [overflow-wrap:anywhere]">{row[at] ?? '–'}</span>
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </section>
  )
}
