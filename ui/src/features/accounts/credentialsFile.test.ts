import { describe, expect, it } from 'vitest';
import { readFile } from './credentialsFile';

const ALL = {
  accessToken: 'tok3n',
  clientId: 'id1',
  clientSecret: 's3cret',
  name: 'Warehouse',
  apiPath: 'https://api.bigcommerce.com/stores/g5cd38/v3/',
};

describe('the file that BigCommerce downloads', () => {
  it('is read with its values beside their labels', () => {
    const text = `ACCESS TOKEN: tok3n\r\nCLIENT ID: id1\r\nCLIENT SECRET: s3cret\r\nNAME: Warehouse\r
API PATH: https://api.bigcommerce.com/stores/g5cd38/v3/\r\n`;
    expect(readFile(text)).toEqual(ALL);
  });

  it('is read with its values below their labels', () => {
    const text = `BigCommerce API credentials

Name:
Warehouse
API Path:
https://api.bigcommerce.com/stores/g5cd38/v3/

Client ID:
id1
Client secret:
s3cret
Access token:
tok3n`;
    expect(readFile(text)).toEqual(ALL);
  });

  it('gives what it has, and no label for a value', () => {
    const text = 'Client ID:\nClient secret:\ns3cret\nAccess token: tok3n';
    expect(readFile(text)).toEqual({ clientSecret: 's3cret', accessToken: 'tok3n' });
  });

  it('is none where nothing is known of it', () => {
    expect(readFile('')).toBeNull();
    expect(readFile('Dear customer,\nyour order has shipped: 250')).toBeNull();
    expect(readFile('Client ID: id1')).toBeNull();
  });
});
