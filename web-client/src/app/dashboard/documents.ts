import { graphql } from '../../generated';

export const SALES = graphql(`
  subscription Sales {
    invoicesAggregate {
      cursor
      groups {
        count
        sum {
          total
        }
        avg {
          total
        }
      }
    }
  }
`);

export const SALES_BY_COUNTRY = graphql(`
  subscription SalesByCountry {
    invoicesAggregate(groupBy: [billingCountry]) {
      cursor
      groups {
        key {
          billingCountry
        }
        count
        sum {
          total
        }
      }
    }
  }
`);

/** Lines of one genre by their price, since what was paid is price times quantity. */
export const SALES_OF_GENRE = graphql(`
  subscription SalesOfGenre($genre: ID!) {
    invoiceLinesAggregate(where: { track: { genre: { id: { eq: $genre } } } }, groupBy: [unitPrice]) {
      cursor
      groups {
        key {
          unitPrice
        }
        sum {
          quantity
        }
      }
    }
  }
`);

export const ALBUMS_BY_YEAR = graphql(`
  subscription AlbumsByYear {
    albumsAggregate(groupBy: [year]) {
      cursor
      groups {
        key {
          year
        }
        count
      }
    }
  }
`);

export const PLAYS = graphql(`
  subscription Plays {
    albumsAggregate {
      cursor
      groups {
        count
        sum {
          plays
        }
      }
    }
  }
`);

export const LATEST_SALES = graphql(`
  subscription LatestSales {
    invoices(orderBy: [{ invoiceDate: DESC }], first: 6) {
      changes {
        invoice {
          id
          invoiceDate
          billingCountry
          total
          customer {
            id
            firstName
            lastName
          }
        }
      }
    }
  }
`);

export const SELLABLE = graphql(`
  query Sellable {
    customers(first: 100) {
      nodes {
        id
        country
      }
    }
    tracks(first: 200) {
      nodes {
        id
        unitPrice
      }
    }
  }
`);

export const CREATE_INVOICE = graphql(`
  mutation CreateInvoice($input: InvoiceInput!) {
    createInvoice(input: $input) {
      invoice {
        id
      }
      cursor
    }
  }
`);

export const CREATE_LINE = graphql(`
  mutation CreateLine($input: InvoiceLineInput!) {
    createInvoiceLine(input: $input) {
      invoiceLine {
        id
      }
      cursor
    }
  }
`);
