const client = library.algoliasearch("APPID12345", "dummy0123456789");
client.searchSingleIndex({ indexName: "products", searchParams: { query: "shoes" } }).catch(() => {});
