/** Planned removal of awslabs/aws-api-mcp-server: awslabs/mcp issue 4115. */
const SERVER_END_OF_LIFE = '2027-07-15'

/** The UTC day (`2027-07-15`) after which nobody looks after the server of an image; undefined where none is known. */
export function endOfLifeOf(image: string | undefined): string | undefined {
  return image?.includes('aws-api-mcp-server') ? SERVER_END_OF_LIFE : undefined
}
