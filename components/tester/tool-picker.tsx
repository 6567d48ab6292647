import { RadioCards } from '@/components/form/inputs'
import { Badge } from '@/components/ui/badge'
import type { TesterTool } from '@/lib/mcp/tester/tester-model'

type ToolPickerProps = { tools: TesterTool[]; selected: string; onSelect: (name: string) => void }

const SHOWN = 160

export function ToolPicker({ tools, selected, onSelect }: ToolPickerProps) {
  return (
    <RadioCards
      name="tool"
      label="Tool"
      value={selected}
      onChange={onSelect}
      columns={tools.length > 2 ? 3 : 2}
      options={tools.map(({ name, title = '', description = title, isReadOnly }) => ({
        value: name,
        label: <span className="break-all font-mono">{name}</span>,
        description: shortened(description),
        badge: isReadOnly ? <Badge>reads only</Badge> : undefined,
      }))}
    />
  )
}

/** Without a notice that all tools begin with; the whole text is under the form. */
function shortened(description: string): string {
  const text = description.split(/\n\s*\n/).find((paragraph) => !/^\W*deprecat/i.test(paragraph)) ?? description
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
