import { createAnkurahClient } from '@ankurah/client/apollo/client';
import { useLiveMutation } from '@ankurah/client/react/useLiveMutation';
import { useLiveQuery } from '@ankurah/client/react/useLiveQuery';
import { ApolloProvider } from '@apollo/client/react';
import { createRoot } from 'react-dom/client';
import { graphql } from '../../src/generated';

const ALBUMS = graphql(`
  subscription MostPlayed {
    albums(orderBy: [{ plays: DESC }], first: 10) {
      changes {
        album {
          title
          plays
        }
      }
    }
  }
`);

const PLAY = graphql(`
  mutation Play($id: ID!) {
    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {
      album {
        plays
      }
    }
  }
`);

function MostPlayed() {
  const { items, status } = useLiveQuery(ALBUMS);
  const [play] = useLiveMutation(PLAY);
  return (
    <ol aria-busy={status !== 'live'}>
      {items.map((album) => (
        <li key={album.id}>
          {album.title} <button onClick={() => void play({ id: album.id })}>played {album.plays} times</button>
        </li>
      ))}
    </ol>
  );
}

createRoot(document.getElementById('app') ?? document.body).render(
  <ApolloProvider client={createAnkurahClient()}>
    <MostPlayed />
  </ApolloProvider>,
);
