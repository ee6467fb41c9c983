/** Which text of which entity. */
export interface TextPlace {
  /** The collection, as in GraphQL: `album`. */
  readonly collection: string;
  readonly id: string;
  /** The property: `notes`. */
  readonly field: string;
}

/** What follows the updates of a text. */
export const FOLLOW_TEXT = `subscription FollowText($collection: String!, $id: ID!, $field: String!, $stateVector: Base64) {
  textUpdates(collection: $collection, id: $id, field: $field, stateVector: $stateVector)
}`;

/** What follows who else is at a text. */
export const FOLLOW_AWARENESS = `subscription FollowAwareness($collection: String!, $id: ID!, $field: String!) {
  textAwareness(collection: $collection, id: $id, field: $field)
}`;

export const SEND_AWARENESS = `mutation SendAwareness($collection: String!, $id: ID!, $field: String!, $update: Base64!) {
  sendTextAwareness(collection: $collection, id: $id, field: $field, update: $update)
}`;

/** Asks what of a text the server has. */
export function askWhatIsThere({ collection, field }: TextPlace): string {
  return `query AskForText($id: ID!) { there: ${collection}Text${capital(field)}(id: $id) { stateVector } }`;
}

export function sendUpdate({ collection, field }: TextPlace): string {
  return `mutation SendText($id: ID!, $update: Base64!) {
  update${capital(collection)}(id: $id, patch: { ${field}: { update: $update } }) { cursor }
}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
