library.loadStripe("pk_test_dummy0123456789").catch(() => {});
