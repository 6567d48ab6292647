export type Statement = {
  Effect: 'Allow'
  Principal?: { Service: string }
  Action: string | string[]
  Resource?: string | string[]
  Condition?: Record<string, Record<string, string>>
}

/** A script that writes a policy to a file, as somebody does who follows the guide, and then uses it. */
export function withDocument(file: string, statements: Statement[], command: string): string {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
  return `cat > ${file} << EOF\n${document}\nEOF\n${command}`
}

/** What somebody who follows the guide puts in by hand. Longer names come first, so that none is a part of another. */
export function filled(block: string, values: Record<string, string>): string {
  return Object.entries(values)
    .sort(([a], [b]) => b.length - a.length)
    .reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), block)
}
